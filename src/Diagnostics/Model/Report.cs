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

    /// <summary>How many findings are faults: of rules that set an exit code. The others only stand out.</summary>
    public int Faults => Findings.Count(finding => Catalog.Rules.Get(finding.RuleId).ExitCode is not null);

    /// <summary>What was found, counted, as "2 faults and 1 thing worth a look found"; null when nothing was.</summary>
    public string? Found
    {
        get
        {
            var (faults, others) = (Faults, Findings.Length - Faults);
            var (fault, other) = (ThreadNaming.Count(faults, "fault", "faults"), ThreadNaming.Count(others, "thing", "things") + " worth a look");
            return (faults, others) switch
            {
                (0, 0) => null,
                (_, 0) => $"{fault} found",
                (0, _) => $"no fault, {other}",
                _ => $"{fault} and {other} found",
            };
        }
    }

    /// <summary>The rules that were asked, where not all were; empty for all.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>How many findings are left out because a baseline has them.</summary>
    public int Known { get; init; }

    /// <summary>Where nothing was found, what that means, and within which bounds: never more than was seen, asked and checked.</summary>
    public (string Verdict, string Bounds) Nothing => Snapshot.Capture.Detail switch
    {
        CaptureDetail.Native => ("whether anything is stuck cannot be told", "from what the kernel shows"),
        CaptureDetail.Stacks => ("whether anything is stuck cannot be told", "from stacks alone"),
        _ => ("nothing is stuck", BoundsOfNothing),
    };

    private string BoundsOfNothing => Known > 0 ? "but what the baseline knows"
        : !NotChecked.IsEmpty ? "as far as could be checked"
        : Asked switch
        {
            [] => "that the rules know of",
            [var only] => $"that {only} knows of",
            _ => $"that the {Asked.Length} rules asked know of",
        };

    public ImmutableArray<Verdict.CannotTell> NotChecked => [.. Verdicts.OfType<Verdict.CannotTell>()];
}
