using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>One picture of the live screen: the process, what the rules say of it, who waits for what, and what watching costs.</summary>
internal static class WatchScreen
{
    private const int MaxFindings = 4;

    private const string Keys = "1-5 sort   t threads/tasks   a all   space pause   ? help   q quit";

    /// <param name="height">Lines of the terminal; waits beyond them are counted and not shown. Null for a picture that is written once, without limit.</param>
    public static IRenderable Of(WatchFrame frame, WatchView view, int? height)
    {
        var target = frame.Report.Snapshot.Target;
        var title = Line(
            ($"{target.Name} (process {target.ProcessId}{(target.RuntimeVersion is { } version ? $", .NET {version}" : "")})", TextLines.Strong),
            ($"  watched for {ThreadNaming.Of(frame.Watched)}", TextLines.Faint),
            (view.IsPaused ? "  paused" : "", TextLines.Doubtful));
        return view.ShowsHelp
            ? new WatchPicture([title, .. Help()], [], view, [], height)
            : new WatchPicture(
                [title, .. Findings(frame.Report), .. WatchNumbers.Of(frame.Report.Snapshot, frame.Counters).Select(text => Line((text, TextLines.Plain)))],
                [.. view.Choose(frame.Waits)],
                view,
                [Line((Cost(frame), TextLines.Faint)), .. height is null ? Array.Empty<IRenderable>() : [Line((Keys, TextLines.Faint))]],
                height);
    }

    private static IEnumerable<IRenderable> Findings(Report report)
    {
        if (report.Findings.IsEmpty)
        {
            yield return Line(($"{report.Nothing.Verdict} {report.Nothing.Bounds}", report.NotChecked.IsEmpty ? TextLines.Good : TextLines.Doubtful));
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

    private static string Cost(WatchFrame frame) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ThreadNaming.Count(frame.Looks, "look", "looks")}, one every {frame.Interval.TotalSeconds:0.#} s; the process stood still for {frame.MeanPause.TotalMilliseconds:0.#} ms each (at most {frame.LongestPause.TotalMilliseconds:0.#} ms), {frame.PausedShare * 100:0.##} % of its time");

    private static IEnumerable<IRenderable> Help() => new[]
    {
        " ",
        "A line is a thread, or threads or tasks that wait for",
        "the same thing at the same place. 'for at least' counts",
        "from the first look that saw the wait.",
        " ",
        "1      sort by time",
        "2      by count",
        "3      by who waits",
        "4      by what is waited for",
        "5      by place; the same key again turns the order",
        "t      threads and tasks, threads only, tasks only",
        "a      waits inside the framework too, or the program's",
        "space  stop looking, and go on",
        "?      this help",
        "q      quit",
    }.Select(text => Line((text, TextLines.Plain)));

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
