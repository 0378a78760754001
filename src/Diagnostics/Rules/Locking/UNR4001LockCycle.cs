using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Threads that wait for each other's locks in a ring. The owner of a Monitor and of a System.Threading.Lock is stored
/// by the runtime, so the ring is a proof.
/// </summary>
internal sealed class UNR4001LockCycle : IRuntimeRule
{
    public string Id => RuleIds.LockOrder;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(cycle => IsOfLocks(graph, cycle)).Select(cycle => Finding(graph, cycle)).ToImmutableArray();
        if (!findings.IsEmpty)
        {
            return new Verdict.Found(Id, findings);
        }

        var waits = graph.Snapshot.Threads.Select(thread => thread.Wait).Where(wait => wait is { Kind: WaitKind.Monitor or WaitKind.Lock }).ToArray();
        var unseen = waits.Count(wait => wait!.Waitable is null);
        if (unseen > 0)
        {
            return new Verdict.CannotTell(Id, $"{ThreadNaming.Count(unseen, "thread waits", "threads wait")} for a lock that could not be identified");
        }

        return waits.Select(wait => graph.Snapshot.Waitables[wait!.Waitable!.Value].OwnerUnknownBecause).FirstOrDefault(because => because is not null) is { } unknown
            ? new Verdict.CannotTell(Id, $"the owner of a lock that is waited for is not known: {unknown}")
            : new Verdict.Clear(Id);
    }

    /// <summary>Both kinds of lock let their owner in again: a thread that waits for its own lock has just got it and is about to go on.</summary>
    private static bool IsOfLocks(WaitForGraph graph, IReadOnlyList<int> cycle) =>
        cycle.Count(node => graph.ThreadAt(node) is not null) > 1
        && cycle.All(node => node < graph.FirstTask && graph.WaitableAt(node) is not { Kind: WaitableKind.SemaphoreSlim })
        && cycle.Any(node => graph.WaitableAt(node) is { Kind: WaitableKind.Monitor or WaitableKind.Lock });

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var threads = cycle.Select(graph.ThreadAt).OfType<ThreadInfo>().ToArray();
        var locks = cycle.Select(graph.WaitableAt).OfType<Waitable>().ToArray();
        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Proof,
            Arguments = [ThreadNaming.Count(threads.Length, "thread", "threads"), ThreadNaming.Count(locks.Length, "lock", "locks")],
            Evidence = [.. threads.Select(thread => Evidence(graph, thread, locks))],
            Bystanders = Bystanders.Of(graph, cycle),
        };
    }

    private static Evidence Evidence(WaitForGraph graph, ThreadInfo thread, Waitable[] locks)
    {
        var held = thread.Holds.Where(hold => locks.Contains(graph.Snapshot.Waitables[hold.Waitable])).ToArray();
        var holds = held.Length == 0 ? "" : $"holds {string.Join(" and ", held.Select(hold => ThreadNaming.Of(graph.Snapshot.Waitables[hold.Waitable])))} and ";
        var (wanted, holder) = thread.Wait switch
        {
            { Waitable: { } index } => (ThreadNaming.Of(graph.Snapshot.Waitables[index]), graph.Snapshot.Waitables[index].Owner),
            { Thread: { } joined } => ($"the end of {(graph.Thread(joined) is { } other ? ThreadNaming.Of(other) : "a thread")}", null),
            _ => ("something unknown", (int?)null),
        };
        var heldBy = holder is { } id && graph.Thread(id) is { } owner ? $", held by {ThreadNaming.Of(owner)}" : "";
        return new Evidence($"{ThreadNaming.Of(thread)} {holds}waits for {wanted}{heldBy}")
        {
            Threads = [thread.Id],
            Frames = Frames(graph, thread, held),
        };
    }

    private static ImmutableArray<EvidenceFrame> Frames(WaitForGraph graph, ThreadInfo thread, HeldLock[] held)
    {
        var frames = ImmutableArray.CreateBuilder<EvidenceFrame>();
        foreach (var hold in held.Where(hold => hold.Frame >= 0))
        {
            var name = ThreadNaming.Of(graph.Snapshot.Waitables[hold.Waitable]);
            if (hold.TakenAt is { } line)
            {
                frames.Add(new EvidenceFrame($"took {name} at", thread.Frames[hold.Frame] with { Line = line }));
            }
            else if (hold.Frame != thread.Wait?.Frame)
            {
                // Without that line, the frame is only worth one when it is another than the one that waits.
                frames.Add(new EvidenceFrame($"holds {name} in", thread.Frames[hold.Frame]));
            }
        }

        if (thread.Wait is { Frame: >= 0 } wait)
        {
            frames.Add(new EvidenceFrame("waits at", thread.Frames[wait.Frame]));
        }

        return frames.ToImmutable();
    }
}
