using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Blocking;

/// <summary>Threads that stand in a blocking wait for a task, those at the same line waiting for the same kind of task as one group.</summary>
internal static class BlockedOnTasks
{
    public static ImmutableArray<Finding> Find(WaitForGraph graph, string ruleId, Func<ThreadInfo, bool> isMeant, string one, string many) =>
    [
        .. graph.Snapshot.Threads
            .Where(thread => isMeant(thread) && thread.Wait is { Kind: WaitKind.Task or WaitKind.Tasks })
            .GroupBy(thread => (Frame: FrameOf(thread), Chain: ChainOf(graph, thread)))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Chain, StringComparer.Ordinal)
            .Select(group => Finding(graph, ruleId, [.. group], one, many)),
    ];

    private static Frame? FrameOf(ThreadInfo thread) => thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : null;

    private static string ChainOf(WaitForGraph graph, ThreadInfo thread) => thread.Wait?.Task is { } row
        ? string.Join('>', TaskChains.From(graph.Snapshot.Tasks, row).Select(step => $"{step.Shape.Name}@{step.State}")) + graph.Snapshot.Tasks.FieldOf(TaskChains.LeafOf(graph.Snapshot.Tasks, row))
        : "";

    private static Finding Finding(WaitForGraph graph, string ruleId, ThreadInfo[] threads, string one, string many)
    {
        var first = threads[0];
        var frame = FrameOf(first);
        var tasks = graph.Snapshot.Tasks;
        var steps = first.Wait!.Task is { } row ? TaskChains.From(tasks, row) : [];
        var awaited = steps.IsEmpty ? "a task that could not be identified"
            : steps[0].Shape.Kind == TaskKind.Promise && tasks.FieldOf(first.Wait.Task!.Value) is not null ? Phrases.Promise(tasks, first.Wait.Task.Value)
            : steps[0].Shape.Name;
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        if (frame is not null)
        {
            evidence.Add(new Evidence(threads.Length == 1 ? $"{ThreadNaming.Of(first)} blocks at" : $"{threads.Length} threads block at")
            {
                Threads = [.. threads.Select(thread => thread.Id)],
                Frames = [new EvidenceFrame("", frame)],
            });
        }

        foreach (var place in steps.Select(step => step.Place).OfType<Frame>())
        {
            var what = evidence.Count == 1 ? "for the task of" : "which awaits";
            evidence.Add(new Evidence(what) { Frames = [new EvidenceFrame("", place)] });
        }

        if (first.Wait.Task is { } task)
        {
            evidence.Add(new Evidence($"which waits for {Phrases.OfLeaf(graph.Snapshot, task)}"));
        }

        return new Finding
        {
            RuleId = ruleId,
            Certainty = Certainty.Proof,
            Arguments = [ThreadNaming.Count(threads.Length, one, many), frame?.Method ?? "native code", awaited],
            Evidence = evidence.ToImmutable(),
        };
    }
}
