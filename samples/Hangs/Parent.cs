using System.Runtime.InteropServices;

namespace Unravel.Samples.Hangs;

/// <summary>
/// The process that started this one. Asked for again and again: PR_SET_PDEATHSIG would fire when the parent's
/// *thread* ends, which for a parent with a thread pool is any moment.
/// </summary>
internal static partial class Parent
{
    /// <summary>The parent's process id; it changes when the parent ends. 0 on Windows.</summary>
    public static int Id => OperatingSystem.IsWindows() ? 0 : GetParentId();

    /// <summary>
    /// A terminal sends Ctrl-C to the starter and to this program alike. The starter ends this program when it is ready
    /// to; a target that vanished before would look like a failure of its own.
    /// </summary>
    public static IDisposable LeaveCtrlCToIt() =>
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();
}
