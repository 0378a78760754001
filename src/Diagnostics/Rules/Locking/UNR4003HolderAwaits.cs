using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Async calls that wait, themselves or through what they await, for a SemaphoreSlim that they hold: it does not let its
/// holder in again. Who holds it is inferred from the code and where it stands.
/// </summary>
internal sealed class UNR4003HolderAwaits : IRuntimeRule
{
    public string Id => RuleIds.HolderWaits;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(ring => IsOfOneSemaphore(graph, ring)).Select(ring => Finding(graph, ring)).ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    private static bool IsOfOneSemaphore(WaitForGraph graph, IReadOnlyList<int> ring) =>
        ring.Any(node => graph.TaskAt(node) is not null)
        && ring.Where(node => graph.WaitableAt(node) is not null).ToArray() is [var only]
        && graph.WaitableAt(only)!.Kind == WaitableKind.SemaphoreSlim
        && !TimedWaits.AreIn(graph, ring)
        && LockParties.AllInside(graph, only, ring);

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> ring)
    {
        var parties = LockParties.Of(graph, ring);
        var evidence = parties.Select(party => party.Describe(graph)).ToList();
        if (TaskBystanders.Describe(graph, ring) is { } behind)
        {
            evidence.Add(behind);
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = UNR4001AsyncLockCycle.FromCode,
            Arguments =
            [
                parties is [var one] ? $"{one.NameOf(graph)} waits" : $"{parties.Length} async calls wait",
                ThreadNaming.Of(ring.Select(graph.WaitableAt).OfType<Waitable>().First()),
            ],
            Evidence = [.. evidence],
            Bystanders = Bystanders.Of(graph, ring),
        };
    }
}
