using System.Globalization;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering;

/// <summary>A recording for people: what limits the process, its time by state, and where it waits.</summary>
internal static class TextRecording
{
    private const int MaxSites = 15;
    private const int MaxSitesVerbose = 200;
    private const int BarWidth = 30;

    public static void Write(IAnsiConsole console, Recorded recorded, TextOptions options)
    {
        var lines = new TextLines(console);
        var target = recorded.Target;
        lines.Write(0,
            ($"{target.Name} (process {target.ProcessId}{(target.RuntimeVersion is { } version ? $", .NET {version}" : "")}), {Seconds(recorded.Duration)}: ", TextLines.Plain),
            (Approach.Of(recorded) + ".", TextLines.Strong));
        foreach (var limitation in recorded.Limitations)
        {
            lines.Write(0, ($"Not seen: {limitation}.", TextLines.Doubtful));
        }

        lines.Blank();
        WriteBudget(lines, recorded.Budget);
        lines.Blank();
        WriteSites(lines, recorded, options);
        lines.Write(0, (RecordingWords.Cost(recorded), TextLines.Faint));
    }

    private static void WriteBudget(TextLines lines, TimeBudget budget)
    {
        lines.Write(0, ("Time of its threads", TextLines.Strong), ($"  {Seconds(budget.All)} in all, of which {Seconds(budget.Active)} had something to do", TextLines.Faint));
        var most = RecordingWords.States.Max(entry => budget[entry.State]);
        foreach (var (state, name) in RecordingWords.States.Where(entry => budget[entry.State] > TimeSpan.Zero))
        {
            var time = budget[state];
            var bar = new string('#', (int)Math.Ceiling(BarWidth * (time / most)));
            lines.Write(1, ($"{name,-20} {Seconds(time),9}  ", TextLines.Plain), (bar, RecordingWords.IsQuiet(state) ? TextLines.Faint : TextLines.Place));
        }
    }

    private static void WriteSites(TextLines lines, Recorded recorded, TextOptions options)
    {
        lines.Write(0, ("Where they waited", TextLines.Strong), ("  longest first, all threads together", TextLines.Faint));
        var max = options.Verbose ? MaxSitesVerbose : MaxSites;
        foreach (var site in recorded.Sites.Take(max))
        {
            lines.Write(1,
                ($"{Seconds(site.Total),9}  ", TextLines.Strong),
                ($"{RecordingWords.Of(site.Kind),-12} ", TextLines.Doubtful),
                (site.At.Method, TextLines.Plain),
                (site.At.Line is { } line ? $"  {line}" : "", TextLines.Place),
                ($"  {RecordingWords.How(site)}", TextLines.Faint));
            if (options.Verbose)
            {
                foreach (var frame in site.Stack)
                {
                    lines.Write(4, (frame.Method, frame.IsFramework ? TextLines.Faint : TextLines.Plain), (frame.Line is { } at ? $"  {at}" : "", TextLines.Place));
                }
            }
        }

        if (recorded.Sites.IsEmpty)
        {
            lines.Write(1, ("no wait was recorded", TextLines.Faint));
        }
        else if (recorded.Sites.Length > max)
        {
            lines.Write(1, ($"... and {recorded.Sites.Length - max} more places", TextLines.Faint));
        }

        lines.Blank();
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
