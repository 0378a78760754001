using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Preconditions.Checkup;

namespace Unravel.Diagnostics.Acquisition.Native;

/// <summary>Asks the kernel for what can do no harm, to see whether a filter (seccomp) stands before the calls that a look takes.</summary>
internal static unsafe class KernelProbe
{
    /// <summary>No process has it; a filter answers EPERM before the kernel sees that.</summary>
    private const int Nobody = int.MaxValue;

    public static KernelAnswers Ask()
    {
        var traced = LibC.Ptrace(LibC.PtraceInterrupt, Nobody, 0, 0);
        var mayTrace = traced == 0 || Marshal.GetLastPInvokeError() == LibC.ESrch;
        long here = 1;
        long copy = 0;
        var from = new LibC.IoVector { Base = &here, Length = sizeof(long) };
        var to = new LibC.IoVector { Base = &copy, Length = sizeof(long) };
        return new KernelAnswers(mayTrace, LibC.ReadMemory(Environment.ProcessId, &to, 1, &from, 1, 0) == sizeof(long));
    }
}
