using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>A snapshot and what the rules say of it.</summary>
internal sealed record Report(ProcessSnapshot Snapshot, ImmutableArray<Verdict> Verdicts)
{
    /// <summary>What this snapshot showed together with earlier ones; null after one look.</summary>
    public Comparison? Since { get; init; }

    /// <summary>Causes before consequences: in the order of the catalogue's ranks.</summary>
    public ImmutableArray<Finding> Findings =>
        [.. Verdicts.OfType<Verdict.Found>().SelectMany(found => found.Findings).OrderBy(finding => Catalog.Rules.Get(finding.RuleId).Rank)];

    public ImmutableArray<Verdict.CannotTell> NotChecked => [.. Verdicts.OfType<Verdict.CannotTell>()];
}
