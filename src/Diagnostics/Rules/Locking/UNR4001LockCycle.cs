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

        var unseen = graph.Snapshot.Threads.Count(thread => thread.Wait is { Kind: WaitKind.Monitor or WaitKind.Lock, Waitable: null });
        return unseen == 0
            ? new Verdict.Clear(Id)
            : new Verdict.CannotTell(Id, $"{ThreadNaming.Count(unseen, "thread waits", "threads wait")} for a lock that could not be identified");
    }

    private static bool IsOfLocks(WaitForGraph graph, IReadOnlyList<int> cycle) =>
        cycle.All(node => node < graph.FirstTask && graph.WaitableAt(node) is not { Kind: WaitableKind.SemaphoreSlim })
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
            { Thread: { } joined } => ("the end of a thread", joined),
            _ => ("something unknown", null),
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
