using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>What is used of <c>/proc/pid/stat</c>.</summary>
/// <param name="Command">Name of the executable, at most 15 characters; it may hold spaces and parentheses.</param>
/// <param name="State">One letter: R, S, D, T (stopped), t (stopped by a tracer), Z (ended, not collected), X.</param>
/// <param name="Parent">Process id of the parent.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="StartTicks">When it was started, in clock ticks after boot.</param>
internal sealed record ProcStat(string Command, char State, int Parent, int Threads, long StartTicks)
{
    /// <summary>Time on processors of all its threads, in user code and in the kernel, in clock ticks.</summary>
    public long CpuTicks { get; init; }

    /// <summary>Ticks a second of every time in /proc: USER_HZ is 100 on all architectures that .NET runs on.</summary>
    public const int TicksPerSecond = 100;

    public TimeSpan CpuTime => TimeSpan.FromSeconds((double)CpuTicks / TicksPerSecond);

    /// <returns>Null for a text of another form, as that of a process that has ended.</returns>
    public static ProcStat? Parse(ReadOnlySpan<char> text)
    {
        // pid (command) state ppid ...: the command ends at the last parenthesis, whatever it contains.
        var open = text.IndexOf('(');
        var close = text.LastIndexOf(')');
        if (open < 0 || close < open)
        {
            return null;
        }

        // Counted from the state, which is field 3 of proc(5).
        var fields = text[(close + 1)..];
        Span<Range> at = stackalloc Range[21];
        return fields.Split(at, ' ', StringSplitOptions.RemoveEmptyEntries) > 19
            && int.TryParse(fields[at[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            && int.TryParse(fields[at[17]], NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
            && long.TryParse(fields[at[19]], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && long.TryParse(fields[at[11]], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[at[12]], NumberStyles.None, CultureInfo.InvariantCulture, out var system)
                ? new ProcStat(text[(open + 1)..close].ToString(), fields[at[0]][0], parent, threads, start) { CpuTicks = user + system }
                : null;
    }
}
