using System.Globalization;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>What the kernel tells of the calls and descriptors of other processes, proc(5). Tests hand in a folder of their own.</summary>
internal sealed class ProcFiles(string root)
{
    /// <summary>The parent of each process.</summary>
    public Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var id in Numbers(root))
        {
            // The name is in parentheses and can contain any character: the fields begin after the last ')'.
            if (Read($"{id}/stat") is { } stat && stat.LastIndexOf(')') is > 0 and var close
                && stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
                && int.TryParse(parent, CultureInfo.InvariantCulture, out var number))
            {
                parents[id] = number;
            }
        }

        return parents;
    }

    public IEnumerable<int> Threads(int processId) => Numbers(Path.Combine(root, $"{processId}", "task"));

    /// <summary>The name to show: of a program that a host runs, the program's.</summary>
    public string? NameOf(int processId)
    {
        var name = Read($"{processId}/comm")?.Trim();
        var arguments = Read($"{processId}/cmdline")?.Split('\0') ?? [];
        return name == "dotnet" && arguments.FirstOrDefault(argument => argument.EndsWith(".dll", StringComparison.Ordinal)) is { } program
            ? Path.GetFileNameWithoutExtension(program)
            : name;
    }

    /// <summary>The system call in which a thread stands; null when it runs or is gone.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be seen.</exception>
    public SystemCall? CallOf(int processId, int thread) =>
        CallTextOf(processId, thread) is { } text && text.Split(' ') is [var number, var first, ..]
        && int.TryParse(number, CultureInfo.InvariantCulture, out var call)
        && ulong.TryParse(first.AsSpan(first.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var argument)
            ? new SystemCall(call, argument, text)
            : null;

    /// <summary>The line that shows it, with stack pointer and instruction pointer at its end; null when the thread runs or is gone.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be seen.</exception>
    public string? CallTextOf(int processId, int thread)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(root, $"{processId}/task/{thread}/syscall")).Trim();
            return text is "running" or "" ? null : text;
        }
        catch (FileNotFoundException) when (Directory.Exists(Path.Combine(root, $"{processId}/task/{thread}")))
        {
            throw new UnauthorizedAccessException();
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException) && Directory.Exists(Path.Combine(root, $"{processId}/task/{thread}")))
        {
            throw new UnauthorizedAccessException(); // EPERM comes as an I/O error
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How often a thread was given the processor and lost it: equal numbers mean that it has not run.</summary>
    public string? SwitchesOf(int processId, int thread) =>
        Read($"{processId}/task/{thread}/status") is { } status
            ? string.Join(' ', status.Split('\n').Where(line => line.Contains("ctxt_switches", StringComparison.Ordinal)))
            : null;

    /// <summary>What a thread did with its time so far; null when it is gone, may not be seen, or the kernel does not count.</summary>
    public ThreadTimes? TimesOf(int processId, int thread) =>
        SchedStat.Parse(Read($"{processId}/task/{thread}/schedstat")) is { } counts
        && Read($"{processId}/task/{thread}/status") is { } status
        && status.Split('\n').FirstOrDefault(line => line.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal)) is { } switches
        && long.TryParse(switches.AsSpan(switches.IndexOf(':') + 1), CultureInfo.InvariantCulture, out var sleeps)
            ? new ThreadTimes(counts.Ran, counts.Ready, sleeps)
            : null;

    /// <summary>The pipe behind a descriptor; 0 when it is none or cannot be seen.</summary>
    public ulong PipeAt(int processId, int descriptor)
    {
        const string Prefix = "pipe:[";
        try
        {
            var link = new FileInfo(Path.Combine(root, $"{processId}/fd/{descriptor}")).LinkTarget;
            return link is not null && link.StartsWith(Prefix, StringComparison.Ordinal)
                && ulong.TryParse(link.AsSpan(Prefix.Length, link.Length - Prefix.Length - 1), CultureInfo.InvariantCulture, out var inode) ? inode : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>The pipe ends that a process holds.</summary>
    public IEnumerable<(ulong Pipe, bool Writes)> PipeEnds(int processId)
    {
        foreach (var descriptor in Numbers(Path.Combine(root, $"{processId}", "fd")))
        {
            if (PipeAt(processId, descriptor) is not 0 and var pipe && AccessMode(processId, descriptor) is { } mode)
            {
                yield return (pipe, mode != 0);
            }
        }
    }

    /// <summary>0 to read, 1 to write, 2 both: the low bits of the flags, which are octal.</summary>
    private int? AccessMode(int processId, int descriptor)
    {
        var line = Read($"{processId}/fdinfo/{descriptor}")?.Split('\n').FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return line is null ? null : (line.TrimEnd()[^1] - '0') & 3;
    }

    private string? Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<int> Numbers(string folder)
    {
        var numbers = new List<int>();
        try
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder))
            {
                if (int.TryParse(Path.GetFileName(entry.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    numbers.Add(number);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // it has ended, or may not be seen
        }

        numbers.Sort();
        return numbers;
    }
}

/// <summary>A system call as /proc shows it.</summary>
/// <param name="Number">Of the architecture.</param>
/// <param name="Argument">The first one: the descriptor of a read or write.</param>
/// <param name="Text">The whole line: equal texts are the same call.</param>
internal sealed record SystemCall(int Number, ulong Argument, string Text);
