using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>Semaphores that a method has left taken. Nobody stores who took them; the code of those who could have says it.</summary>
internal static class LeakedSemaphoreFindings
{
    private const int MaxPlaces = 4;

    private const string From = "the code of the methods that take it, and that no thread and no async method is where it could give it back";

    public static IEnumerable<Finding> Of(WaitForGraph graph, string ruleId)
    {
        var snapshot = graph.Snapshot;
        for (var i = 0; i < snapshot.Waitables.Length; i++)
        {
            if (snapshot.Waitables[i] is { Suspects.IsEmpty: false } semaphore)
            {
                yield return Finding(snapshot, ruleId, semaphore, i);
            }
        }
    }

    private static Finding Finding(ProcessSnapshot snapshot, string ruleId, Waitable semaphore, int index)
    {
        var threads = snapshot.Threads.Where(thread => thread.Wait?.Waitable == index).ToArray();
        var tasks = Awaiting(snapshot.Tasks, index).ToArray();
        var who = (threads.Length, tasks.Length) switch
        {
            (var some, 0) => ThreadNaming.Count(some, "thread waits", "threads wait"),
            (0, var some) => ThreadNaming.Count(some, "async call waits", "async calls wait"),
            var (some, others) => $"{ThreadNaming.Count(some, "thread", "threads")} and {ThreadNaming.Count(others, "async call", "async calls")} wait",
        };
        return new Finding
        {
            RuleId = ruleId,
            Certainty = Certainty.Inferred,
            InferredFrom = From,
            Arguments = [ThreadNaming.Of(semaphore), " by a method that has ended", who],
            Evidence =
            [
                .. semaphore.Suspects.Select(suspect => new Evidence($"{suspect.Method} {suspect.How}{(suspect.TakenAt is null ? "" : ":")}")
                {
                    Frames = suspect.TakenAt is { } line ? [new EvidenceFrame("takes it at", new Frame(suspect.Method) { Line = line })] : [],
                }),
                .. threads.Take(MaxPlaces).Select(thread => new Evidence($"{ThreadNaming.Of(thread)} waits for it at")
                {
                    Threads = [thread.Id],
                    Frames = thread.Wait is { Frame: >= 0 } wait ? [new EvidenceFrame("", thread.Frames[wait.Frame])] : [],
                }),
                .. tasks.GroupBy(task => (task.Shape.Name, task.Line)).Take(MaxPlaces).Select(place => new Evidence(place.Count() == 1 ? "awaited at" : $"awaited by {place.Count()} calls at")
                {
                    Frames = [new EvidenceFrame("", new Frame(place.Key.Name) { Namespace = place.First().Shape.Namespace, Line = place.Key.Line })],
                }),
            ],
        };
    }

    /// <summary>The program's own async methods that stand at an await of the semaphore.</summary>
    private static IEnumerable<TaskInfo> Awaiting(TaskTable tasks, int semaphore)
    {
        for (var row = 0; row < tasks.Count; row++)
        {
            if (tasks[row] is { Shape: { Kind: TaskKind.AsyncMethod, IsFramework: false } } task
                && tasks.AwaitsOf[row] is >= 0 and var awaited && tasks[awaited].Shape is { IsFramework: true }
                && tasks[TaskChains.LeafOf(tasks, row)].WaitsFor == semaphore)
            {
                yield return task;
            }
        }
    }
}
