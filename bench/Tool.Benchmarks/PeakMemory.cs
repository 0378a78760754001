using System.Globalization;

namespace Unravel.Tool.Benchmarks;

/// <summary>The most memory that a process and its children have had resident, watched while they run.</summary>
internal static class PeakMemory
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);

    /// <returns>Megabytes, the peaks of all of them together.</returns>
    public static async Task<double> WatchAsync(int processId, Task end)
    {
        var peaks = new Dictionary<int, double>();
        while (!end.IsCompleted)
        {
            foreach (var id in Children(processId).Append(processId))
            {
                peaks[id] = Math.Max(peaks.GetValueOrDefault(id), Peak(id));
            }

            await Task.WhenAny(end, Task.Delay(s_interval)).ConfigureAwait(false);
        }

        return peaks.Values.Sum();
    }

    private static int[] Children(int processId)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{processId}/task")
                .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return []; // it ended meanwhile
        }
    }

    private static double Peak(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
