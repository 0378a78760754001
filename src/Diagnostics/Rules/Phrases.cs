using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules;

/// <summary>How findings speak of threads, locks and tasks; the same words in every rule.</summary>
internal static class Phrases
{
    public static string Of(ThreadInfo thread) => thread switch
    {
        { Kind: ThreadKind.Main } => $"main thread (#{thread.Id})",
        { Kind: ThreadKind.Pool } => $"pool worker (#{thread.Id})",
        { Name: { } name } => $"\"{name}\" (#{thread.Id})",
        _ => $"thread #{thread.Id}",
    };

    public static string Of(Waitable waitable) => waitable.Field ?? $"a {waitable.TypeName} that no field holds";

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    /// <summary>What a chain of awaits finally waits for.</summary>
    public static string OfLeaf(TaskTable tasks, int row)
    {
        var leaf = tasks[TaskChains.LeafOf(tasks, row)];
        return (leaf.Status, leaf.Shape.Kind, leaf.State) switch
        {
            (TaskStatusFlags.Queued, _, _) => "a worker to go on",
            (_, TaskKind.AsyncMethod, < 0) => "its own code, which has not come to an await or is running",
            (_, TaskKind.AsyncMethod, _) => "something that is not a task",
            (_, TaskKind.Delay, _) => "a timer",
            (_, TaskKind.Delegate, _) => $"{leaf.Shape.Name} to run",
            (_, TaskKind.Semaphore, _) => "a SemaphoreSlim",
            (_, TaskKind.Promise, _) => $"a {leaf.Shape.Name} that somebody has to complete",
            _ => leaf.Shape.Name,
        };
    }
}
