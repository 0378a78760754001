using System.Globalization;
using Spectre.Console;
using Unravel.Catalog;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>The report for people: the verdict first, then its evidence, then the merged picture, then how it was seen.</summary>
internal static class TextReport
{
    public static void Write(IAnsiConsole console, Report report, TextOptions options)
    {
        var lines = new TextLines(console);
        WriteVerdict(lines, report);
        foreach (var findings in report.Findings.GroupBy(finding => finding.RuleId))
        {
            WriteFindings(lines, report.Snapshot, findings.Key, [.. findings], options);
        }

        lines.Blank();
        if (report.Since is { } since)
        {
            TextComparison.Write(console, since, options);
        }

        TextThreads.Write(lines, report.Snapshot, options);
        TextPool.Write(lines, report.Snapshot, options);
        TextTasks.Write(lines, report.Snapshot, options);
        WriteFoot(lines, report);
    }

    private static void WriteVerdict(TextLines lines, Report report)
    {
        var target = report.Snapshot.Target;
        var runtime = target.RuntimeVersion is { } version ? $", .NET {version}" : "";
        var what = $"{target.Name} (process {target.ProcessId}{runtime}): ";
        if (report.Found is { } found)
        {
            lines.Write(0, (what, TextLines.Plain), ($"{found}.", report.Faults > 0 ? TextLines.Bad : TextLines.Doubtful));
        }
        else
        {
            var (verdict, bounds) = report.Nothing;
            lines.Write(0, (what, TextLines.Plain), (verdict, report.NotChecked.IsEmpty && report.Known == 0 ? TextLines.Good : TextLines.Doubtful), ($" {bounds}.", TextLines.Plain));
        }

        foreach (var alike in report.NotChecked.GroupBy(verdict => verdict.Because))
        {
            lines.Write(0, ($"{RulesOf([.. alike.Select(verdict => verdict.RuleId).Distinct()], report)} not checked: {alike.Key}.", TextLines.Doubtful));
        }
    }

    /// <summary>Their ids; where it is all of them, a screen full of ids says no more than their number.</summary>
    private static string RulesOf(string[] ids, Report report) =>
        report.Asked.IsEmpty && ids.Length == report.Verdicts.Select(verdict => verdict.RuleId).Distinct().Count() ? $"All {ids.Length} rules" : string.Join(", ", ids);

    private static void WriteFindings(TextLines lines, ProcessSnapshot snapshot, string ruleId, Finding[] findings, TextOptions options)
    {
        foreach (var finding in findings.Take(options.MaxFindings))
        {
            lines.Blank();
            TextFinding.Write(lines, snapshot, finding, options.MaxEvidence / (options.Verbose ? 1 : Math.Min(findings.Length, options.MaxFindings)));
        }

        if (findings.Length > options.MaxFindings)
        {
            lines.Blank();
            lines.Write(0, ($"... and {findings.Length - options.MaxFindings} more of {ruleId}; --verbose shows all", TextLines.Faint));
        }
    }

    private static void WriteFoot(TextLines lines, Report report)
    {
        var capture = report.Snapshot.Capture;
        foreach (var limitation in capture.Limitations)
        {
            lines.Write(0, ($"Not seen: {limitation}.", TextLines.Doubtful));
        }

        if (capture.Source is CaptureSource.Passive)
        {
            lines.Write(0, (string.Create(CultureInfo.InvariantCulture, $"The process was not stopped: {capture.CopiedBytes / 1048576.0:0.#} MB were read twice while it ran{(capture.IsMoving ? "" : ", and nothing of it moved meanwhile")}."), TextLines.Faint));
        }
        else if (capture.Source is CaptureSource.Events or CaptureSource.Proc)
        {
            lines.Write(0, ("The process was not stopped.", TextLines.Faint));
        }
        else if (capture.Source is CaptureSource.System)
        {
            lines.Write(0, ("The operating system made a copy of the process, which was read.", TextLines.Faint));
        }
        else if (capture.Pause is { } pause)
        {
            var times = capture.Attempts == 1 ? "" : $", in {capture.Attempts} attempts";
            var how = capture.Source == CaptureSource.Dump ? "to write a dump" : $"to copy {capture.CopiedBytes / 1048576.0:0.#} MB";
            lines.Write(0, (string.Create(CultureInfo.InvariantCulture, $"The process was paused for {Math.Max(1, pause.TotalMilliseconds):0} ms {how}{times}."), TextLines.Faint));
        }
    }
}
