using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>What the kernel counts of a thread, <c>/proc/pid/task/tid/schedstat</c> of proc(5).</summary>
/// <param name="Ran">Time on a processor.</param>
/// <param name="Ready">Time in which it was ready to run, with no processor free.</param>
/// <param name="Turns">How often it got a processor.</param>
internal readonly record struct SchedStat(TimeSpan Ran, TimeSpan Ready, long Turns)
{
    /// <returns>Null for a text of another form, as that of a kernel that does not count.</returns>
    public static SchedStat? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<Range> at = stackalloc Range[4];
        return text.Split(at, ' ') == 3
            && long.TryParse(text[at[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var ran)
            && long.TryParse(text[at[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var ready)
            && long.TryParse(text[at[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var turns)
                ? new SchedStat(Nanoseconds(ran), Nanoseconds(ready), turns)
                : null;
    }

    private static TimeSpan Nanoseconds(long count) => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick);
}
