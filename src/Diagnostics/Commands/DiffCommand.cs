using System.CommandLine;
using Unravel.Diagnostics.Commands.Reporting;
using Unravel.Diagnostics.Diff;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>diff</c>: what is stuck since, what grew and what went between two snapshots.</summary>
internal static class DiffCommand
{

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var first = new Argument<string>("first") { Description = "A snapshot file, or a live process" };
        var second = new Argument<string>("second") { Description = "Another of the same program" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every thread that stood still" };
        var command = new Command("diff", "Compare two snapshots: what is stuck since, what grew, what went") { first, second, verbose };
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var source = new SnapshotSource(processes, new LookOptions());
            var reports = new List<Report>();
            foreach (var argument in new[] { first, second })
            {
                var target = TargetProcess.Resolve(parsed.GetValue(argument), null, null, processes())!;
                reports.Add(RuntimeRules.Check(await source.ReadAsync(target, consoles.Progress, cancellation).ConfigureAwait(false)));
            }

            if (reports[0].Snapshot is var one && reports[1].Snapshot is var two && one.Capture.At == two.Capture.At && one.Target == two.Target)
            {
                throw new ToolException("Both are the same snapshot; nothing can have changed.", ExitCodes.Usage);
            }

            TextComparison.Write(consoles.Output, SnapshotComparison.Of(reports), new TextOptions(parsed.GetValue(verbose)));
            return ExitCode(reports[0], reports[1]);
        });
        return command;
    }

    /// <summary>That of the most severe finding that both have.</summary>
    private static int ExitCode(Report first, Report second)
    {
        var known = first.Findings.Select(FindingTexts.Fingerprint).ToHashSet();
        var rules = second.Findings.Where(finding => known.Contains(FindingTexts.Fingerprint(finding))).Select(finding => Catalog.Rules.Get(finding.RuleId));
        return rules.FirstOrDefault(rule => rule.ExitCode is not null)?.ExitCode ?? ExitCodes.Done;
    }
}
