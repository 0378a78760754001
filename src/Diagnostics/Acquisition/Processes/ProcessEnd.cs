using System.Diagnostics;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>Whether a process is at its end, for the sentence that says why it gave no answer.</summary>
internal static class ProcessEnd
{
    /// <summary>A process that is killed closes its files first, then its threads end one by one; it is listed until the last has.</summary>
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromMilliseconds(500);

    /// <returns>True when it is gone, or goes within half a second; to be asked only where it has failed to answer.</returns>
    public static bool Comes(int processId) => SpinWait.SpinUntil(() => HasCome(processId), s_longestEnd);

    private static bool HasCome(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return !IsListed(processId);
        }

        try
        {
            // Its state follows the name in parentheses, proc(5): 'Z' and 'X' have ended, and nobody has asked for their exit code yet.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return true; // no such file, or no such process while it was read
        }
    }

    private static bool IsListed(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
