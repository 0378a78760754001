using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.LiveTests.Hanging;

/// <summary>Signals of Linux, signal(7).</summary>
internal static partial class Signal
{
    public const int Interrupt = 2;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int signal, int processId) => Assert.Equal(0, Kill(processId, signal));

    /// <returns>False when there is no such process any more.</returns>
    public static bool TrySend(int signal, int processId) => Kill(processId, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
