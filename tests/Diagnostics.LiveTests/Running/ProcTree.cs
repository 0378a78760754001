using System.Globalization;

namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>What /proc says of processes, asked by the tests themselves and not through the code under test.</summary>
internal static class ProcTree
{
    /// <summary>Processes, no zombies, that were started with a certain entry in their environment.</summary>
    public static IEnumerable<int> WithEnvironment(string entry)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Read($"{folder}/environ").Split('\0').Contains(entry, StringComparer.Ordinal))
            {
                yield return id;
            }
        }
    }

    /// <summary>The tracer of each thread of a process (0: none) and the letter of its state.</summary>
    public static IReadOnlyList<(int Tracer, char State)> Threads(int processId) =>
    [
        .. Directory.EnumerateDirectories($"/proc/{processId}/task")
            .Select(folder => Read($"{folder}/status").Split('\n'))
            .Where(lines => lines.Length > 1)
            .Select(lines => (int.Parse(Value(lines, "TracerPid"), CultureInfo.InvariantCulture), Value(lines, "State")[0])),
    ];

    /// <summary>Processors that a process may use at most say nothing of its rights; this does: bit 19 of its capabilities.</summary>
    public static bool ThisProcessMayTraceOthers =>
        (ulong.Parse(Value(Read("/proc/self/status").Split('\n'), "CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> 19 & 1) != 0;

    private static string Value(string[] lines, string key) =>
        lines.First(line => line.StartsWith(key + ":", StringComparison.Ordinal))[(key.Length + 1)..].Trim();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended, or belongs to somebody else
        }
    }

    /// <summary>Whether a process has a file of this name in its memory: a program, once it is about to run.</summary>
    public static bool HasLoaded(int processId, string file)
    {
        try
        {
            return File.ReadLines($"/proc/{processId}/maps").Any(line => line.EndsWith("/" + file, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
