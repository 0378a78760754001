using System.Globalization;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Acquisition.Passive;

/// <summary>
/// Where every thread stands in the kernel, without stopping any: who has the same system call and the same count of context
/// switches in two such looks has not run between them, so its stack and registers are those of the whole time.
/// </summary>
internal sealed class StillThreads
{
    private readonly Dictionary<int, (string Call, string Switches)> _waiting = [];
    private readonly HashSet<int> _all = [];

    /// <exception cref="TraceRefusedException">The calls may not be seen.</exception>
    /// <exception cref="TargetGoneException">It has ended.</exception>
    public static StillThreads Look(int processId)
    {
        var files = new ProcFiles("/proc");
        var look = new StillThreads();
        try
        {
            foreach (var thread in files.Threads(processId))
            {
                look._all.Add(thread);
                if (files.CallTextOf(processId, thread) is { } call && files.SwitchesOf(processId, thread) is { } switches)
                {
                    look._waiting[thread] = (call, switches);
                }
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw new TraceRefusedException(processId, "reading it needs the same right as tracing: the same user and, where it is restricted, the capability SYS_PTRACE.");
        }

        return look._all.Count > 0 ? look : throw new TargetGoneException(processId);
    }

    /// <summary>Ids, outside the target's namespace, of the threads that ran between two looks, started or ended.</summary>
    public IReadOnlySet<int> RanUntil(StillThreads later)
    {
        var ran = new HashSet<int>(_all);
        ran.SymmetricExceptWith(later._all);
        foreach (var thread in _all)
        {
            if (!_waiting.TryGetValue(thread, out var before) || !later._waiting.TryGetValue(thread, out var after) || before != after)
            {
                ran.Add(thread);
            }
        }

        return ran;
    }

    /// <summary>
    /// The two registers that the kernel shows of a thread that waits: enough, because the runtime leaves a frame of its own
    /// where managed code calls out of it, and the walk begins there.
    /// </summary>
    public Dictionary<int, Registers> RegistersOf(IReadOnlySet<int> except, ThreadNumbers numbers)
    {
        var registers = new Dictionary<int, Registers>();
        foreach (var (thread, (call, _)) in _waiting)
        {
            if (!except.Contains(thread) && call.Split(' ') is [.., var stack, var instruction] && Hex(stack) is { } rsp && Hex(instruction) is { } rip)
            {
                registers[numbers.Inside(thread)] = new Registers { Rsp = rsp, Rip = rip };
            }
        }

        return registers;
    }

    private static ulong? Hex(string text) =>
        text.Trim() is ['0', 'x', .. var digits] && ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : null;
}
