using System.Globalization;
using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// What the kernel tells of each thread. Read before the freeze: once stopped by a tracer, every thread is in the same
/// state.
/// </summary>
internal sealed class NativeThreads
{
    private static readonly string s_futexCall = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "98" : "202";

    private readonly Dictionary<uint, ProcStat> _threads = [];

    private int _processId;
    private ThreadNumbers _numbers = ThreadNumbers.Same;

    public static NativeThreads None { get; } = new();

    /// <summary>The id by which this process knows a thread; the runtime of a target in another pid namespace has its own.</summary>
    public uint IdOf(uint osId) => (uint)_numbers.Outside((int)osId);

    /// <summary>The id by which the target's runtime knows a thread.</summary>
    public uint InsideIdOf(uint id) => (uint)_numbers.Inside((int)id);

    public string? NameOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.Command : null;

    public char? StateOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.State : null;

    public TimeSpan? ProcessorTimeOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.CpuTime : null;

    /// <summary>
    /// Whether a thread waits in the kernel without a time limit: a futex whose fourth argument, the limit, is null (futex(2)).
    /// False when that cannot be seen.
    /// </summary>
    public bool WaitsWithoutLimit(uint osId)
    {
        if (_processId == 0)
        {
            return false;
        }

        try
        {
            var call = File.ReadAllText($"/proc/{_processId}/task/{IdOf(osId)}/syscall").Split(' ');
            return call.Length > 4 && call[0] == s_futexCall && call[4] == "0x0";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>For a dump of a process that lives: nothing of its moment is known but the ids of its threads.</summary>
    public static NativeThreads NumbersOf(int processId) => new() { _numbers = ThreadNumbers.Of(processId) };

    /// <summary>Reads /proc/&lt;pid&gt;/task/*/stat; threads that end meanwhile are left out.</summary>
    public static NativeThreads Read(int processId)
    {
        var result = new NativeThreads { _processId = processId, _numbers = ThreadNumbers.Of(processId) };
        var folder = $"/proc/{processId}/task";
        if (!Directory.Exists(folder))
        {
            return result;
        }

        var files = new SmallFiles();
        foreach (var task in Directory.EnumerateDirectories(folder))
        {
            try
            {
                result.Add((uint)result._numbers.Inside(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture)), files.Read(Path.Combine(task, "stat")));
            }
            catch (IOException)
            {
                // it ended between listing and reading
            }
        }

        return result;
    }

    /// <summary>One thread of /proc/&lt;pid&gt;/task/&lt;tid&gt;/stat, which has the form of a process's.</summary>
    internal void Add(uint osId, ReadOnlySpan<char> stat)
    {
        if (ProcStat.Parse(stat) is { } thread)
        {
            _threads[osId] = thread;
        }
    }
}
