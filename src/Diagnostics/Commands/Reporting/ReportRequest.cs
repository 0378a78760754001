using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>What report is wanted, where it goes, and what counts as a failure.</summary>
internal sealed record ReportRequest
{
    public required ReportForm Form { get; init; }

    /// <summary>Null for standard output.</summary>
    public string? File { get; init; }

    public bool Force { get; init; }

    public bool Verbose { get; init; }

    /// <summary>The rules that are asked; null for all.</summary>
    public IReadOnlySet<string>? Rules { get; init; }

    public FailOn FailOn { get; init; } = FailOn.Catalogue;

    /// <summary>Findings that are known; null when there is no such file.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Where to write the findings as known; null for nowhere.</summary>
    public string? NewBaseline { get; init; }

    /// <summary>The report of the rules that were asked for.</summary>
    public Report Select(Report report) =>
        Rules is null ? report : report with
        {
            Verdicts = [.. report.Verdicts.Where(verdict => Rules.Contains(verdict.RuleId))],
            Asked = [.. Rules.Order(StringComparer.Ordinal)],
        };

    /// <summary>The report without the findings that are known.</summary>
    public Report WithoutKnown(Report report) => Baseline is not { } baseline ? report : report with
    {
        Verdicts = [.. report.Verdicts.Select(verdict => Without(verdict, baseline))],
        Known = report.Findings.Count(baseline.Contains),
    };

    private static Verdict Without(Verdict verdict, Baseline baseline) =>
        verdict is Verdict.Found found
            ? found.Findings.Where(finding => !baseline.Contains(finding)).ToImmutableArray() is { IsEmpty: false } rest
                ? found with { Findings = rest }
                : new Verdict.Clear(found.RuleId)
            : verdict;
}
