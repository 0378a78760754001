using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>
/// The time in the callbacks of each rule, as the compiler's own clock has it. The baseline comes first in the list and asks for
/// every graph, so that the first rule that wants one does not pay for all. The clock runs on while a rule waits for the
/// summary that another thread makes, and while other programs have the processor.
/// </summary>
internal sealed record Callbacks(ImmutableArray<(string Name, double Milliseconds, int Reports)> Rows, double Kilolines)
{
    public static async Task<Callbacks> Of(Subject subject, ImmutableArray<DiagnosticAnalyzer> baseline, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        var driver = subject.Driver(baseline.AddRange(rules));
        var reports = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        var rows = ImmutableArray.CreateBuilder<(string, double, int)>();
        foreach (var analyzer in baseline.AddRange(rules))
        {
            var time = (await driver.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
            var ids = analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).ToHashSet();
            rows.Add((ids.Count == 1 ? ids.Single() : analyzer.GetType().Name, time, reports.Count(report => ids.Contains(report.Id))));
        }

        return new(rows.ToImmutable(), subject.Kilolines);
    }

    /// <summary>Milliseconds of our rules, without the baseline.</summary>
    public double Total => Rows.Skip(1).Sum(row => row.Milliseconds);
}
