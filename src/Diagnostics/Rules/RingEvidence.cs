using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules;

/// <summary>What a thread of a ring holds, what it waits for, and where: the same words in every rule on rings.</summary>
internal static class RingEvidence
{
    public static Evidence Of(WaitForGraph graph, ThreadInfo thread, Waitable[] locks)
    {
        var held = thread.Holds.Where(hold => locks.Contains(graph.Snapshot.Waitables[hold.Waitable])).ToArray();
        var holds = string.Concat(held.Select(hold => $"{LockNaming.Holds(graph.Snapshot.Waitables[hold.Waitable], thread.Id)} and "));
        return new Evidence($"{ThreadNaming.Of(thread)} {holds}waits for {Wanted(graph, thread)}")
        {
            Threads = [thread.Id],
            Frames = Frames(graph, thread, held),
        };
    }

    /// <summary>What a thread waits for, and who has it.</summary>
    public static string Wanted(WaitForGraph graph, ThreadInfo thread) => thread.Wait switch
    {
        { Waitable: { } index } wait => Wanted(graph, thread, graph.Snapshot.Waitables[index], wait.Mode),
        { Thread: { } joined } => $"the end of {(graph.Thread(joined) is { } other ? ThreadNaming.Of(other) : "a thread")}",
        { Task: { } row } => $"{Task(graph, row)}",
        _ => "something unknown",
    };

    /// <summary>The frames that show a lock taken, and the one that waits.</summary>
    public static ImmutableArray<EvidenceFrame> Frames(WaitForGraph graph, ThreadInfo thread, IEnumerable<HeldLock> held)
    {
        var frames = ImmutableArray.CreateBuilder<EvidenceFrame>();
        foreach (var hold in held.Where(hold => hold.Frame >= 0))
        {
            var waitable = graph.Snapshot.Waitables[hold.Waitable];
            if (hold.TakenAt is { } line)
            {
                frames.Add(new EvidenceFrame($"took {ThreadNaming.Of(waitable)} at", thread.Frames[hold.Frame] with { Line = line }));
            }
            else if (hold.Frame != thread.Wait?.Frame && !thread.Frames[hold.Frame].IsFramework)
            {
                // Without that line, the frame is only worth one when it is another than the one that waits.
                frames.Add(new EvidenceFrame(waitable.Kind == WaitableKind.Lazy ? $"asked for {ThreadNaming.Of(waitable)} at" : $"{LockNaming.Holds(waitable, thread.Id)} in", thread.Frames[hold.Frame]));
            }
        }

        frames.AddRange(Waiting(thread));
        return frames.ToImmutable();
    }

    private static IEnumerable<EvidenceFrame> Waiting(ThreadInfo thread)
    {
        if (thread.Wait is not { Frame: >= 0 } wait)
        {
            yield break;
        }

        yield return new EvidenceFrame("waits at", thread.Frames[wait.Frame]);

        // A method of a class that is not initialised has not begun: its caller is what a reader looks for.
        if (wait.Kind == WaitKind.TypeInitializer && thread.Frames.Skip(wait.Frame + 1).FirstOrDefault(frame => !frame.IsFramework) is { } caller)
        {
            yield return new EvidenceFrame("called at", caller);
        }
    }

    private static string Wanted(WaitForGraph graph, ThreadInfo thread, Waitable waitable, LockMode? mode) =>
        LockNaming.ModeOf(waitable, thread.Id) is not null
            ? $"it{LockNaming.ToDo(mode)}{HeldBy(graph, thread, waitable)}"
            : LockNaming.Wanted(waitable, mode) + HeldBy(graph, thread, waitable);

    private static string HeldBy(WaitForGraph graph, ThreadInfo thread, Waitable waitable)
    {
        var holders = waitable.Holders.Where(holder => holder.Thread is not null).Select(holder => holder.Thread!.Value)
            .Prepend(waitable.Owner ?? 0)
            .Select(graph.Thread)
            .OfType<ThreadInfo>()
            .ToArray();
        return holders.Where(holder => holder.Id != thread.Id).ToArray() switch
        {
            [] => "",
            [var only] => $", {LockNaming.By(waitable, only)}",
            [var first, .. var rest] => $", {LockNaming.By(waitable, first)} and {rest.Length} more",
        };
    }

    private static string Task(WaitForGraph graph, int row)
    {
        var leaf = TaskChains.LeafOf(graph.Snapshot.Tasks, row);
        var runner = graph.Snapshot.Threads.FirstOrDefault(thread => thread.Runs.Contains(leaf));
        return $"the task of {graph.Snapshot.Tasks[row].Shape.Name}{(runner is null ? "" : $", run by {ThreadNaming.Of(runner)}")}";
    }
}
