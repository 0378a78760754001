using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>Threads that wait for a lock that they hold themselves: readers that ask to write, holders that enter again.</summary>
internal sealed class UNR4003HolderWaits : IRuntimeRule
{
    public string Id => RuleIds.HolderWaits;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph)
            .Where(ring => Rings.IsOfOneLock(graph, ring) && !Rings.IsOfInitialisation(graph, ring) && IsFull(graph, ring))
            .Select(ring => Finding(graph, ring))
            .ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    /// <summary>A semaphore for several keeps one of its holders waiting only while all its holders are in the ring.</summary>
    private static bool IsFull(WaitForGraph graph, IReadOnlyList<int> ring) =>
        ring.All(node => graph.WaitableAt(node) is not { Kind: WaitableKind.SemaphoreSlim } || LockParties.AllInside(graph, node, ring));

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> ring)
    {
        var threads = ring.Select(graph.ThreadAt).OfType<ThreadInfo>().ToArray();
        var locks = Rings.LocksOf(graph, ring);
        var inferredFrom = Rings.InferredFrom(graph, ring);
        return new Finding
        {
            RuleId = Id,
            Certainty = inferredFrom is null ? Certainty.Proof : Certainty.Inferred,
            InferredFrom = inferredFrom,
            Arguments = [ThreadNaming.Count(threads.Length, "thread waits", "threads wait"), ThreadNaming.Of(locks[0])],
            Evidence = [.. threads.Select(thread => RingEvidence.Of(graph, thread, locks))],
            Bystanders = Bystanders.Of(graph, ring),
        };
    }
}
