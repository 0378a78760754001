using System.Globalization;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// Asks the kernel for pages of 2 MB under this process's own managed heap. A look at a million tasks touches some hundred
/// MB once, and a fault for each page of 4 kB takes as long as the work.
/// </summary>
internal static unsafe class HeapPages
{
    /// <summary>The collector reserves all it may ever use as one mapping, far larger than any other.</summary>
    private const ulong SmallestReserve = 8UL << 30;

    /// <summary>Without effect where the kernel has no such pages, or the heap is not found.</summary>
    public static void Ask()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            AskForReserves();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Small pages do as well, only slower.
        }
    }

    private static void AskForReserves()
    {
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var (dash, end) = (line.IndexOf('-', StringComparison.Ordinal), line.IndexOf(' ', StringComparison.Ordinal));
            if (dash > 0
                && end > dash
                && ulong.TryParse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var from)
                && ulong.TryParse(line.AsSpan(dash + 1, end - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var to)
                && to - from >= SmallestReserve)
            {
                _ = LibC.Advise((nint)from, (nuint)(to - from), LibC.AdviseHugePages);
            }
        }
    }
}
