using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Threads that wait for each other's locks in a ring, of whatever kinds and however long. The owner of a Monitor, of a
/// System.Threading.Lock and of a reader-writer lock is stored by the runtime, so the ring is a proof; where the readers
/// are inferred, so is the ring.
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

        var waits = graph.Snapshot.Threads.Select(thread => thread.Wait).Where(wait => wait is { Kind: WaitKind.Monitor or WaitKind.Lock or WaitKind.ReaderWriterLock }).ToArray();
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
        && Rings.LocksOf(graph, cycle).Any(waitable => waitable.Kind is WaitableKind.Monitor or WaitableKind.Lock or WaitableKind.ReaderWriterLock or WaitableKind.SpinLock)
        && !Rings.IsOfInitialisation(graph, cycle)
        && !Rings.IsOfOneLock(graph, cycle);

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var threads = cycle.Select(graph.ThreadAt).OfType<ThreadInfo>().ToArray();
        var locks = Rings.LocksOf(graph, cycle);
        var inferredFrom = Rings.InferredFrom(graph, cycle);
        return new Finding
        {
            RuleId = Id,
            Certainty = inferredFrom is null ? Certainty.Proof : Certainty.Inferred,
            InferredFrom = inferredFrom,
            Arguments = [ThreadNaming.Count(threads.Length, "thread", "threads"), ThreadNaming.Count(locks.Length, "lock", "locks")],
            Evidence = [.. threads.Select(thread => RingEvidence.Of(graph, thread, locks))],
            Bystanders = Bystanders.Of(graph, cycle),
        };
    }
}
