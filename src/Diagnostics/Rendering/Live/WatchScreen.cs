using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>One picture of the live screen: the process, what the rules say of it, who waits for what, and what watching costs.</summary>
internal static class WatchScreen
{
    private const int MaxFindings = 4;

    /// <summary>Lines that are there whatever is waiting: title, pool, table head, rest, cost, keys.</summary>
    private const int FixedLines = 9;

    private const string Keys = "1-5 sort   t threads/tasks   a all   space pause   ? help   q quit";

    private static readonly (SortColumn Column, string Title)[] s_columns =
    [
        (SortColumn.Longest, "for at least"), (SortColumn.Count, "count"), (SortColumn.Who, "who"), (SortColumn.For, "waits for"), (SortColumn.At, "at"),
    ];

    /// <param name="height">Lines of the terminal; waits beyond them are counted and not shown. Null for a picture that is written once, without limit.</param>
    public static IRenderable Of(WatchFrame frame, WatchView view, int? height)
    {
        var target = frame.Report.Snapshot.Target;
        var rows = new List<IRenderable>
        {
            Line(
                ($"{target.Name} (process {target.ProcessId}{(target.RuntimeVersion is { } version ? $", .NET {version}" : "")})", TextLines.Strong),
                ($"  watched for {ThreadNaming.Of(frame.Watched)}", TextLines.Faint),
                (view.IsPaused ? "  paused" : "", TextLines.Doubtful)),
        };
        if (view.ShowsHelp)
        {
            rows.AddRange(Help());
            return new Rows(rows);
        }

        var findings = Findings(frame.Report).ToList();
        rows.AddRange(findings);
        rows.Add(Line((Pool(frame.Report.Snapshot), TextLines.Plain)));
        rows.Add(Text.Empty);
        var waits = view.Choose(frame.Waits).ToList();
        var room = height is { } lines ? Math.Max(1, lines - FixedLines - findings.Count) : int.MaxValue;
        rows.Add(Table(waits.Take(room), view.Sort));
        rows.Add(Line((waits.Count > room ? $"... and {waits.Count - room} more" : "", TextLines.Faint)));
        rows.Add(Line((Cost(frame), TextLines.Faint)));
        if (height is not null)
        {
            rows.Add(Line((Keys, TextLines.Faint)));
        }

        return new Rows(rows);
    }

    private static IEnumerable<IRenderable> Findings(Report report)
    {
        if (report.Findings.IsEmpty)
        {
            yield return Line(("nothing is stuck that the rules know of", report.NotChecked.IsEmpty ? TextLines.Good : TextLines.Doubtful));
        }

        foreach (var finding in report.Findings.Take(MaxFindings))
        {
            var rule = Catalog.Rules.Get(finding.RuleId);
            var sentence = string.Format(CultureInfo.InvariantCulture, rule.AtRunTime!, [.. finding.Arguments]);
            yield return Line(($"{rule.Id} ", TextLines.Strong), (sentence, rule.ExitCode is null ? TextLines.Plain : TextLines.Bad));
        }

        if (report.Findings.Length > MaxFindings)
        {
            yield return Line(($"... and {report.Findings.Length - MaxFindings} more findings", TextLines.Faint));
        }
    }

    private static string Pool(ProcessSnapshot snapshot)
    {
        var running = snapshot.Threads.Count(thread => thread.Activity == ThreadActivity.Running && thread.Kind != ThreadKind.Runtime);
        var threads = $"threads: {snapshot.Threads.Length}, {running} running; pending tasks: {snapshot.Tasks.Count}; pool: ";
        if (snapshot.Pool is not { } pool)
        {
            return threads + "not used yet";
        }

        var blocked = snapshot.Threads.Count(thread => thread is { Kind: ThreadKind.Pool, Wait: not null, Activity: ThreadActivity.Waiting });
        return threads + string.Create(
            CultureInfo.InvariantCulture,
            $"{pool.Workers} workers, {pool.Idle?.ToString(CultureInfo.InvariantCulture) ?? "?"} idle, {blocked} blocked, {pool.Minimum?.ToString(CultureInfo.InvariantCulture) ?? "?"} to {pool.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "?"} allowed, {pool.Queued?.ToString(CultureInfo.InvariantCulture) ?? "?"} queued");
    }

    private static Table Table(IEnumerable<WatchedWait> waits, SortColumn sort)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var (column, title) in s_columns)
        {
            table.AddColumn(new TableColumn(new Text(title + (column == sort ? " *" : ""), TextLines.Strong))
            {
                NoWrap = true,
                Alignment = column is SortColumn.Longest or SortColumn.Count ? Justify.Right : Justify.Left,
            });
        }

        foreach (var wait in waits)
        {
            table.AddRow(
                Cell(ThreadNaming.Of(wait.Since), TextLines.Plain),
                Cell(wait.Count.ToString(CultureInfo.InvariantCulture), TextLines.Plain),
                Cell((wait.Kind == WaiterKind.Tasks ? "task " : "") + wait.Who, TextLines.Strong),
                Cell(wait.For, TextLines.Doubtful),
                Cell(wait.At, TextLines.Place));
        }

        return table;
    }

    private static string Cost(WatchFrame frame) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ThreadNaming.Count(frame.Looks, "look", "looks")}, one every {frame.Interval.TotalSeconds:0.#} s; the process stood still for {frame.MeanPause.TotalMilliseconds:0.#} ms each (at most {frame.LongestPause.TotalMilliseconds:0.#} ms), {frame.PausedShare * 100:0.##} % of its time");

    private static IEnumerable<IRenderable> Help() => new[]
    {
        "",
        "A line is a thread, or threads or tasks that wait for the same thing at the same place.",
        "'for at least' counts from the first look that saw the wait; objects are followed by field and type.",
        "",
        "1  sort by time       2  by count       3  by who       4  by what is waited for       5  by place",
        "t  threads and tasks, threads only, tasks only",
        "a  waits inside the framework too, or those of the program only",
        "space  stop looking, and go on       ?  this help       q  quit",
    }.Select(text => Line((text, TextLines.Plain)));

    private static Text Cell(string text, Style style) => new(TerminalText.Escape(text), style) { Overflow = Overflow.Ellipsis };

    private static Paragraph Line(params (string Text, Style Style)[] parts)
    {
        var line = new Paragraph { Overflow = Overflow.Ellipsis };
        foreach (var (text, style) in parts)
        {
            line.Append(TerminalText.Escape(text), style);
        }

        return line;
    }
}
