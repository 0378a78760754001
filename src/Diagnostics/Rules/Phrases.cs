using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules;

/// <summary>How findings speak of what tasks wait for; the same words in every rule.</summary>
internal static class Phrases
{
    /// <summary>A promise, by the field that leads to it where one does: <c>the Task&lt;string&gt; of Line._answer</c>, <c>a Task&lt;string&gt;</c>.</summary>
    public static string Promise(TaskTable tasks, int row) =>
        tasks.FieldOf(row) is { } field ? $"the {tasks[row].Shape.Name} of {field}" : ThreadNaming.An(tasks[row].Shape.Name);

    /// <summary>What a chain of awaits finally waits for.</summary>
    public static string OfLeaf(ProcessSnapshot snapshot, int row)
    {
        var tasks = snapshot.Tasks;
        var leaf = tasks[TaskChains.LeafOf(tasks, row)];
        return (leaf.Status, leaf.Shape.Kind, leaf.State) switch
        {
            (TaskStatusFlags.Queued, _, _) when tasks.IsPosted(leaf.Row) => "its turn in the context of a thread",
            (TaskStatusFlags.Queued, _, _) => "a worker to go on",
            (_, TaskKind.AsyncMethod, < 0) => "its own code, which has not come to an await or is running",
            (_, TaskKind.AsyncMethod, _) when leaf.WaitsFor >= 0 => ThreadNaming.Of(snapshot.Waitables[leaf.WaitsFor]),
            (_, TaskKind.AsyncMethod, _) => tasks.SourceOf(leaf.Row) is { } source ? ThreadNaming.Of(source) : "something that could not be told",
            (_, TaskKind.Delay, _) => leaf.TimeLeft is { } left ? $"a timer, {ThreadNaming.Of(left)} left" : "a timer",
            (_, TaskKind.Delegate, _) => $"{leaf.Shape.Name} to run",
            _ when leaf.WaitsFor >= 0 => ThreadNaming.Of(snapshot.Waitables[leaf.WaitsFor]),
            (_, TaskKind.Semaphore, _) => "a SemaphoreSlim",
            (_, TaskKind.Promise, _) when tasks.SourceOf(leaf.Row) is { } source => ThreadNaming.Of(source),
            (_, TaskKind.Promise, _) => $"{Promise(tasks, leaf.Row)} that somebody has to complete",
            _ => leaf.Shape.Name,
        };
    }
}
