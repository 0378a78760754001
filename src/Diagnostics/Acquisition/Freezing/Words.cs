using System.Runtime.CompilerServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// Reads numbers out of bytes. Not generic, and of intrinsics alone: what is generic over a number is not in a ReadyToRun
/// image, and would run as slow code for the first hundred milliseconds, which is most of a look.
/// </summary>
internal static class Words
{
    /// <summary>0 where the bytes end before.</summary>
    public static ulong Address(ReadOnlySpan<byte> bytes, int offset) =>
        (uint)offset <= (uint)bytes.Length && bytes.Length - offset >= sizeof(ulong) ? Unsafe.ReadUnaligned<ulong>(in bytes[offset]) : 0;

    /// <summary>0 where the bytes end before.</summary>
    public static int Number(ReadOnlySpan<byte> bytes, int offset) =>
        (uint)offset <= (uint)bytes.Length && bytes.Length - offset >= sizeof(int) ? Unsafe.ReadUnaligned<int>(in bytes[offset]) : 0;
}
