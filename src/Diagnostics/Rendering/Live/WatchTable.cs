using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>
/// Who waits for what: one line a wait, whatever the width. Where there is no room for all, the widest column gives way
/// first, and of a place the method before the file and line.
/// </summary>
internal static class WatchTable
{
    /// <summary>Below this many columns, titles are short.</summary>
    private const int Narrow = 110;

    private const string Gap = "  ";

    private static readonly ImmutableArray<(SortColumn Column, string Title, string Short)> s_columns =
    [
        (SortColumn.Longest, "for at least", "for"), (SortColumn.Count, "count", "n"), (SortColumn.Who, "who", "who"), (SortColumn.For, "waits for", "waits for"), (SortColumn.At, "at", "at"),
    ];

    /// <summary>The head and the lines below it.</summary>
    public static IEnumerable<SegmentLine> Lines(IReadOnlyList<WatchedWait> waits, WatchView view, int width)
    {
        string[] titles = [.. s_columns.Select(column => (width < Narrow ? column.Short : column.Title) + (column.Column != view.Sort ? "" : view.IsReversed ? " -" : " *"))];
        string[][] rows = [.. waits.Select(Cells)];
        int[] natural = [.. titles.Select((title, i) => rows.Select(row => Width(row[i])).Append(Width(title)).Max())];
        var widths = Fit(natural, width - (Gap.Length * (natural.Length - 1)));
        yield return Line(titles, widths, _ => TextLines.Strong);
        foreach (var row in rows)
        {
            yield return Line(row, widths, Style);
        }
    }

    private static string[] Cells(WatchedWait wait) =>
    [
        wait.Since < TimeSpan.FromSeconds(1) ? "< 1 s" : ThreadNaming.Of(wait.Since),
        wait.Count.ToString(CultureInfo.InvariantCulture),
        TerminalText.Escape((wait.Kind == WaiterKind.Tasks ? "task " : "") + wait.Who),
        TerminalText.Escape(wait.For),
        TerminalText.Escape(wait.At),
    ];

    /// <summary>Takes from the widest until all have room.</summary>
    private static int[] Fit(int[] natural, int room)
    {
        int[] widths = [.. natural];
        while (widths.Sum() > room && widths.Max() is > 1 and var widest)
        {
            widths[Array.LastIndexOf(widths, widest)]--;
        }

        return widths;
    }

    private static SegmentLine Line(string[] cells, int[] widths, Func<int, Style> style)
    {
        var line = new SegmentLine();
        for (var i = 0; i < cells.Length; i++)
        {
            var text = s_columns[i].Column == SortColumn.At ? CutPlace(cells[i], widths[i]) : Cut(cells[i], widths[i]);
            var space = new string(' ', Math.Max(0, widths[i] - Width(text)));
            var isNumber = s_columns[i].Column is SortColumn.Longest or SortColumn.Count;
            line.Add(new Segment((i == 0 ? "" : Gap) + (isNumber ? space : "")));
            line.Add(new Segment(text, style(i)));
            line.Add(new Segment(isNumber || i == cells.Length - 1 ? "" : space));
        }

        return line;
    }

    private static Style Style(int column) => s_columns[column].Column switch
    {
        SortColumn.Who => TextLines.Strong,
        SortColumn.For => TextLines.Doubtful,
        SortColumn.At => TextLines.Place,
        _ => TextLines.Plain,
    };

    private static string CutPlace(string text, int width)
    {
        var place = text.LastIndexOf(Gap, StringComparison.Ordinal);
        var rest = place < 0 ? 0 : Width(text[place..]);
        return Width(text) <= width || place < 0 || rest >= width ? Cut(text, width) : Cut(text[..place], width - rest) + text[place..];
    }

    private static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 0 && Width(text[..length]) > width - 1)
        {
            length--;
        }

        return text[..length] + "…";
    }

    private static int Width(string text) => new Segment(text).CellCount();
}
