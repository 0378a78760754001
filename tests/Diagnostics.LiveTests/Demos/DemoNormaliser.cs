using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.LiveTests.Demos;

/// <summary>
/// Replaces in a report what differs from run to run, and nothing else: rule ids, names, <c>File.cs:line</c> and counts
/// that belong to the program stay.
/// </summary>
internal static partial class DemoNormaliser
{
    /// <summary>For every report: the process, the patch of the runtime, how long and how much, and the runtime's own threads.</summary>
    public static string Normalise(string report)
    {
        var text = report.ReplaceLineEndings("\n").Trim();
        text = Process.Replace(text, "process <pid>, .NET $1.<patch>)");
        text = Pause.Replace(text, "The process was paused for <n> ms to copy <n> MB");
        text = Threads.Replace(text, "Threads (<n>)");
        text = Hidden.Replace(text, "<n> of the runtime not shown");
        return Renumber(text);
    }

    /// <summary>For a starving pool also what grows while it is looked at: the workers that the pool adds, and the queue.</summary>
    public static string NormaliseStarving(string report)
    {
        var text = Starved.Replace(Normalise(report), "<workers> of <workers> thread pool workers are blocked and <queued> work items are queued");
        text = Workers.Replace(text, "$1<workers> $2");
        text = Queued.Replace(text, "  <queued> x $1");
        text = Pool.Replace(text, "Thread pool  <numbers>");
        return Pending.Replace(text, "Pending tasks (<n>)");
    }

    /// <summary>Numbers of threads depend on how many the runtime has started before: numbered anew as they appear, so that equal stays equal.</summary>
    private static string Renumber(string text)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ThreadNumber.Replace(text, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count + 1);
            return $"#<{numbers[match.Value]}>";
        });
    }

    [GeneratedRegex(@"process \d+, \.NET (\d+\.\d+)\.\d+\)")]
    private static partial Regex Process { get; }

    [GeneratedRegex(@"The process was paused for \d+ ms to copy \d+(\.\d+)? MB(, in \d+ attempts)?")]
    private static partial Regex Pause { get; }

    [GeneratedRegex(@"^Threads \(\d+\)", RegexOptions.Multiline)]
    private static partial Regex Threads { get; }

    [GeneratedRegex(@"\d+ of the runtime not shown")]
    private static partial Regex Hidden { get; }

    [GeneratedRegex(@"#\d+\b")]
    private static partial Regex ThreadNumber { get; }

    [GeneratedRegex(@"\d+ of \d+ thread pool workers are blocked and \d+ work items are queued")]
    private static partial Regex Starved { get; }

    [GeneratedRegex(@"^((?:UNR1001)? +)\d+ (workers block|pool workers are|threads block|x pool worker|x Shop\.QuoteAsync|x Shop\.LookUpAsync)", RegexOptions.Multiline)]
    private static partial Regex Workers { get; }

    [GeneratedRegex(@"^  \d+ x (Task\.Run\(Shop\.Handle\))", RegexOptions.Multiline)]
    private static partial Regex Queued { get; }

    [GeneratedRegex(@"^Thread pool  \d.*", RegexOptions.Multiline)]
    private static partial Regex Pool { get; }

    [GeneratedRegex(@"^Pending tasks \(\d+\)", RegexOptions.Multiline)]
    private static partial Regex Pending { get; }
}
