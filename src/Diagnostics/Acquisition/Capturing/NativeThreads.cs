using System.Globalization;
using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Native;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// What the kernel tells of each thread. Read before the freeze: once stopped by a tracer, every thread is in the same
/// state.
/// </summary>
internal sealed class NativeThreads
{
    /// <summary>Units of the processor times in stat: USER_HZ, 100 on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private static readonly string s_futexCall = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "98" : "202";

    private readonly Dictionary<uint, (string Name, char State, TimeSpan Processor)> _threads = [];

    private int _processId;
    private ThreadNumbers _numbers = ThreadNumbers.Same;

    public static NativeThreads None { get; } = new();

    /// <summary>The id by which this process knows a thread; the runtime of a target in another pid namespace has its own.</summary>
    public uint IdOf(uint osId) => (uint)_numbers.Outside((int)osId);

    /// <summary>The id by which the target's runtime knows a thread.</summary>
    public uint InsideIdOf(uint id) => (uint)_numbers.Inside((int)id);

    public string? NameOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.Name : null;

    public char? StateOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.State : null;

    public TimeSpan? ProcessorTimeOf(uint osId) => _threads.TryGetValue(osId, out var thread) ? thread.Processor : null;

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

        foreach (var task in Directory.EnumerateDirectories(folder))
        {
            try
            {
                result.Add((uint)result._numbers.Inside(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture)), File.ReadAllText(Path.Combine(task, "stat")));
            }
            catch (IOException)
            {
                // it ended between listing and reading
            }
        }

        return result;
    }

    /// <summary>One thread of /proc/&lt;pid&gt;/task/&lt;tid&gt;/stat. The name is in parentheses and can contain any character: the fields begin after the last ')'.</summary>
    internal void Add(uint osId, string stat)
    {
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        if (open < 0 || close < open)
        {
            return;
        }

        var fields = stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 13
            || !ulong.TryParse(fields[11], CultureInfo.InvariantCulture, out var user)
            || !ulong.TryParse(fields[12], CultureInfo.InvariantCulture, out var system))
        {
            return;
        }

        _threads[osId] = (stat[(open + 1)..close], fields[0][0], TimeSpan.FromSeconds((user + system) / TicksPerSecond));
    }
}
