using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Blocking;

/// <summary>
/// A static constructor or the factory of a Lazy that waits for somebody who needs the very thing it makes. The runtime
/// resolves rings of static constructors alone by itself; what hangs goes through another kind of wait.
/// </summary>
internal sealed class UNR1008InitialisationCycle : IRuntimeRule
{
    public string Id => RuleIds.InitialisationCycle;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(ring => Rings.IsOfInitialisation(graph, ring)).Select(ring => Finding(graph, ring)).ToImmutableArray();
        if (!findings.IsEmpty)
        {
            return new Verdict.Found(Id, findings);
        }

        // A class that somebody waits for is only worth a word while somebody else initialises one.
        var unseen = graph.Snapshot.Threads.Count(thread => thread.Wait is { Kind: WaitKind.TypeInitializer or WaitKind.Lazy, Waitable: null });
        return unseen > 0 && graph.Snapshot.Waitables.Any(waitable => waitable.Kind is WaitableKind.TypeInitializer or WaitableKind.Lazy)
            ? new Verdict.CannotTell(Id, $"{ThreadNaming.Count(unseen, "thread waits", "threads wait")} for an initialisation that could not be identified")
            : new Verdict.Clear(Id);
    }

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> ring)
    {
        var locks = Rings.LocksOf(graph, ring);
        var made = locks.Where(waitable => waitable.Kind is WaitableKind.Lazy or WaitableKind.TypeInitializer).ToArray();
        var inferredFrom = Rings.InferredFrom(graph, ring);
        return new Finding
        {
            RuleId = Id,
            Certainty = inferredFrom is null ? Certainty.Proof : Certainty.Inferred,
            InferredFrom = inferredFrom,
            Arguments = [string.Join(" and ", made.Select(ThreadNaming.Of)), made.Length == 1 ? "its" : "their"],
            Evidence = [.. ring.Select(graph.ThreadAt).OfType<ThreadInfo>().Select(thread => RingEvidence.Of(graph, thread, locks))],
            Bystanders = Bystanders.Of(graph, ring),
        };
    }
}
