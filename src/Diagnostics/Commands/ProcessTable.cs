using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary>
/// The table of <c>ps</c>: one line a process, whatever its command line, so that it can be searched by line. The last
/// column takes what room is left and is cut there; reasons follow below the table.
/// </summary>
internal static class ProcessTable
{
    private const int LongestName = 24;
    private const int LongestNameWhereNarrow = 16;
    private const int Narrow = 100;
    private const int LongestUser = 12;
    private const int Gap = 2;

    private static readonly string[] s_header = ["PID", "NAME", "RUNTIME", "USER", "UPTIME", "THREADS", "ATTACH", "COMMAND"];

    public static void Write(IReadOnlyList<ProcessInfo> processes, IAnsiConsole console)
    {
        var longestName = console.Profile.Width < Narrow ? LongestNameWhereNarrow : LongestName;
        string[][] rows = [s_header, .. processes.Select(process => Cells(process, longestName))];
        var widths = Enumerable.Range(0, s_header.Length).Select(column => rows.Max(row => Width(row[column]))).ToArray();
        foreach (var row in rows)
        {
            var style = ReferenceEquals(row, s_header) ? new Style(decoration: Decoration.Bold) : Style.Plain;
            console.WriteLine(Line(row, widths, console.Profile.Width), style);
        }

        foreach (var alike in processes
            .Where(process => process.Attach.Reason is not null)
            .GroupBy(process => (process.Attach.Obstacle, process.User)))
        {
            console.WriteLine();
            console.WriteLine(Reason([.. alike]), new Style(Color.Yellow));
        }
    }

    /// <summary>One sentence for all processes of one user that meet the same obstacle.</summary>
    private static string Reason(IReadOnlyList<ProcessInfo> alike) =>
        alike.Count == 1
            ? alike[0].Attach.Reason!
            : $"{alike[0].Attach.Reason} The same holds for {string.Join(", ", alike.Skip(1).Select(process => process.Id))}.";

    /// <summary>Time since the start in the two largest units: <c>3d 4h</c>, <c>12m 5s</c>.</summary>
    internal static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays}d {age.Hours}h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Hours}h {age.Minutes}m"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes}m {age.Seconds}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.Seconds}s"),
    };

    private static string[] Cells(ProcessInfo process, int longestName) =>
    [
        process.Id.ToString(CultureInfo.InvariantCulture),
        Cut(process.Name, longestName),
        process.RuntimeVersion ?? "-",
        Cut(process.User, LongestUser),
        Age(process.Age),
        process.Threads.ToString(CultureInfo.InvariantCulture),
        process.Attach switch
        {
            { Obstacle: AttachObstacle.Stopped } => "stopped",
            { Answer: AttachAnswer.Yes } => "yes",
            { Answer: AttachAnswer.Perhaps } => "perhaps",
            _ => "no",
        },
        process.CommandLine,
    ];

    private static string Line(string[] cells, int[] widths, int room)
    {
        var line = string.Concat(cells.SkipLast(1).Select((cell, column) =>
            cell + new string(' ', widths[column] - Width(cell) + Gap)));
        return line + Cut(cells[^1], Math.Max(8, room - Width(line)));
    }

    /// <summary>Cells of a terminal: an East Asian character takes two.</summary>
    private static int Width(string text) => new Segment(text).CellCount();

    private static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var end = Math.Min(text.Length, width - 1);
        while (Width(text[..end]) > width - 1)
        {
            end--;
        }

        return (end > 0 && char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }
}
