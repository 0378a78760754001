using System.Runtime.InteropServices;

namespace Unravel.Samples.Hangs;

/// <summary>
/// Lets any process of the same user trace this one. Where the Yama module is on (scope 1), only an ancestor may
/// otherwise; prctl(2), PR_SET_PTRACER. Without Yama the call fails and nothing is lost.
/// </summary>
internal static partial class Tracing
{
    private const int PrSetPtracer = 0x59616d61;
    private const nint PrSetPtracerAny = -1;

    public static void AllowAnyProcessOfTheUser()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ProcessControl(PrSetPtracer, PrSetPtracerAny, 0, 0, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint argument2, nint argument3, nint argument4, nint argument5);
}
