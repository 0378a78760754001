using System.Globalization;
using Spectre.Console;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>What several looks show together: which faults stand and which move, who is stuck since, what grew.</summary>
internal static class TextComparison
{
    private const int MaxThreads = 12;

    public static void Write(IAnsiConsole console, Comparison since, TextOptions options)
    {
        var lines = new TextLines(console);
        lines.Write(0, ($"{ThreadNaming.Count(since.Looks, "look", "looks")} within {Time(since.Elapsed)}", TextLines.Strong),
            (since.IsSameProcess ? "" : "  two processes: their threads and objects are not compared", TextLines.Doubtful));
        foreach (var finding in since.Findings)
        {
            lines.Write(1, ($"{finding.RuleId} ", TextLines.Strong), (Word(since, finding), Style(finding)), ($"  {finding.Message}.", TextLines.Faint));
        }

        if (since.Findings.IsEmpty)
        {
            lines.Write(1, "no finding in the first look nor in the last");
        }

        WriteStuck(lines, since, options);
        WriteChanges(lines, "tasks", since.Tasks);
        WriteChanges(lines, "pool", since.Pool);
        lines.Blank();
    }

    private static void WriteStuck(TextLines lines, Comparison since, TextOptions options)
    {
        var most = options.Verbose ? int.MaxValue : MaxThreads;
        if (!since.Stuck.IsEmpty)
        {
            lines.Write(1, ($"{ThreadNaming.Count(since.Stuck.Length, "thread has", "threads have")} stood still since", TextLines.Strong));
        }

        var groups = since.Stuck.GroupBy(thread => (thread.What, thread.At?.Method, thread.At?.Line)).ToArray();
        foreach (var group in groups.Take(most))
        {
            var first = group.First();
            var who = group.Count() == 1 ? first.Name : ThreadNaming.Count(group.Count(), "thread", "threads");
            lines.Write(2, ($"{who}  {first.What}", TextLines.Plain),
                (first.At is { } at ? $", at {at.Method}" : "", TextLines.Plain),
                (first.At?.Line is { } line ? $"  {line}" : "", TextLines.Place),
                (group.All(thread => thread.HasNotRun) ? "  used no processor time" : "", TextLines.Faint));
        }

        if (groups.Length > most)
        {
            lines.Write(2, ($"... and {groups.Skip(most).Sum(group => group.Count())} more; --verbose shows all", TextLines.Faint));
        }

        string?[] rest =
        [
            since.Moved.IsEmpty ? null : $"{ThreadNaming.Count(since.Moved.Length, "waiting thread", "waiting threads")} moved",
            since.Appeared == 0 ? null : $"{ThreadNaming.Count(since.Appeared, "thread is", "threads are")} new",
            since.Ended == 0 ? null : $"{ThreadNaming.Count(since.Ended, "thread has", "threads have")} ended",
        ];
        if (rest.OfType<string>().ToArray() is { Length: > 0 } said)
        {
            lines.Write(1, string.Join(", ", said));
        }
    }

    private static void WriteChanges(TextLines lines, string of, IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            var difference = (long)change.After - change.Before;
            lines.Write(1, ($"{of}: {change.Name}  ", TextLines.Plain),
                (string.Create(CultureInfo.InvariantCulture, $"{change.Before} -> {change.After} ({(difference > 0 ? "+" : "")}{difference})"), difference > 0 ? TextLines.Doubtful : TextLines.Plain));
        }
    }

    private static string Word(Comparison since, FindingChange finding) => finding switch
    {
        { Presence: Presence.Came } => "is new",
        { Presence: Presence.Went } => "is gone",
        { Threads: 0 } => "stays",
        _ when !since.IsSameProcess => "is in both",
        _ when finding.Stuck == finding.Threads => $"hangs: {(finding.Threads == 1 ? "its thread" : finding.Threads == 2 ? "both its threads" : $"all its {finding.Threads} threads")} stood still for {Time(since.Elapsed)}",
        _ when finding.Stuck == 0 => $"is slow rather than stuck: {(finding.Threads == 1 ? "its thread" : $"none of its {finding.Threads} threads")} {(finding.Threads == 1 ? "moved" : "stood still")}",
        _ => $"{finding.Stuck} of its {finding.Threads} threads stood still for {Time(since.Elapsed)}",
    };

    private static Style Style(FindingChange finding) => finding switch
    {
        { Presence: Presence.Went } => TextLines.Good,
        { Presence: Presence.Stays, Stuck: > 0 } when finding.Stuck == finding.Threads => TextLines.Bad,
        _ => TextLines.Doubtful,
    };

    private static string Time(TimeSpan time) =>
        time.TotalSeconds < 120 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s") : ThreadNaming.Of(time);
}
