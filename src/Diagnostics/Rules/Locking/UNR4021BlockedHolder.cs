using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Locks whose holder stands in a wait of another kind (a sleep, a task, I/O, the end of a thread) while others wait for the lock.
/// A holder that waits for another lock is a link of a chain: its end is what counts.
/// </summary>
internal sealed class UNR4021BlockedHolder : IRuntimeRule
{
    private const int MaxPlaces = 4;

    public string Id => RuleIds.BlockingUnderLock;

    public Verdict Check(WaitForGraph graph)
    {
        var inRings = Cycles.Find(graph).SelectMany(ring => ring).ToHashSet();
        var findings = graph.Snapshot.Threads
            .Where(thread => !inRings.Contains(graph.NodeOfThread(thread.Id)!.Value) && Standstill.Of(graph, thread) is not null)
            .SelectMany(thread => thread.Holds, (thread, hold) => (thread, hold))
            .Select(item => (item.thread, item.hold, Waiters: WaitersFor(graph, item.hold.Waitable, item.thread)))
            .Where(item => item.Waiters.Length > 0)
            .Select(item => Finding(graph, item.thread, item.hold, item.Waiters))
            .ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    private static ThreadInfo[] WaitersFor(WaitForGraph graph, int waitable, ThreadInfo holder) =>
    [
        .. graph.Snapshot.Threads.Where(thread => thread.Id != holder.Id && thread.Wait?.Waitable == waitable && thread.Wait.Kind != WaitKind.MonitorPulse
            && graph.SuccessorsOf(graph.FirstWaitable + waitable).Contains(graph.NodeOfThread(holder.Id)!.Value)),
    ];

    private Finding Finding(WaitForGraph graph, ThreadInfo holder, HeldLock hold, ThreadInfo[] waiters)
    {
        var waitable = graph.Snapshot.Waitables[hold.Waitable];
        var evidence = new List<Evidence>
        {
            new($"{ThreadNaming.Of(holder)} {LockNaming.Holds(waitable, holder.Id)} and {Standstill.Of(graph, holder)}")
            {
                Threads = [holder.Id],
                Frames = HolderFrames(waitable, holder, hold),
            },
        };
        foreach (var place in waiters.GroupBy(thread => thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : null).Take(MaxPlaces))
        {
            evidence.Add(new Evidence(place.Count() == 1 ? $"{ThreadNaming.Of(place.First())} waits{At(place.Key)}" : $"{place.Count()} threads wait{At(place.Key)}")
            {
                Threads = [.. place.Select(thread => thread.Id)],
                Frames = place.Key is { } frame ? [new EvidenceFrame("", frame)] : [],
            });
        }

        var node = graph.FirstWaitable + hold.Waitable;
        var behind = Bystanders.Of(graph, [node]).Length;
        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = "one moment: how long it has been so, a second look tells",
            Arguments = [ThreadNaming.Of(holder), Standstill.Of(graph, holder)!, ThreadNaming.Of(waitable), ThreadNaming.Count(Math.Max(behind, waiters.Length), "thread waits", "threads wait")],
            Evidence = [.. evidence],
        };
    }

    private static ImmutableArray<EvidenceFrame> HolderFrames(Waitable waitable, ThreadInfo holder, HeldLock hold)
    {
        var frames = ImmutableArray.CreateBuilder<EvidenceFrame>();
        if (hold is { TakenAt: { } line, Frame: >= 0 })
        {
            frames.Add(new EvidenceFrame($"took {ThreadNaming.Of(waitable)} at", holder.Frames[hold.Frame] with { Line = line }));
        }

        if (holder.Frames.FirstOrDefault(frame => !frame.IsFramework) is { } place)
        {
            frames.Add(new EvidenceFrame("stands at", place));
        }

        return frames.ToImmutable();
    }

    private static string At(Frame? frame) => frame is null ? "" : " at";
}
