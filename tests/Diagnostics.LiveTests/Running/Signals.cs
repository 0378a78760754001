using System.Diagnostics;
using Unravel.Diagnostics.LiveTests.Hanging;

namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>Signals to a process that may be gone.</summary>
internal static class Signals
{
    /// <summary>What a terminal sends for Ctrl-C.</summary>
    /// <returns>False when it had ended.</returns>
    public static bool TryInterrupt(int processId) => Signal.TrySend(Signal.Interrupt, processId);

    /// <returns>False when it had ended.</returns>
    public static bool TryKill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
