using System.Runtime.InteropServices;

namespace Unravel.Samples.Taskless;

/// <summary>Input and output without <see cref="Console"/>, which would load the type of tasks; write(2), read(2).</summary>
internal static partial class Native
{
    public static void Say(ReadOnlySpan<byte> text) => _ = Write(1, text, text.Length);

    /// <summary>Waits until who started this process closes its input, or ends.</summary>
    public static void WaitForEndOfInput()
    {
        Span<byte> ignored = stackalloc byte[16];
        while (Read(0, ignored, ignored.Length) > 0)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, ReadOnlySpan<byte> text, nint length);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, Span<byte> buffer, nint length);
}
