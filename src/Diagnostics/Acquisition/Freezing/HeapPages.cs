using System.Globalization;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// Asks the kernel for pages of 2 MB under this process's own managed heap. A look at a million tasks touches some hundred
/// MB once, and a fault for each page of 4 kB takes as long as the work.
/// </summary>
internal static unsafe class HeapPages
{
    /// <summary>The collector reserves all it may ever use as one range, far larger than any other.</summary>
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
            foreach (var (start, end) in Reserves(File.ReadLines("/proc/self/maps")))
            {
                _ = LibC.Advise((nint)start, (nuint)(end - start), LibC.AdviseHugePages);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Small pages do as well, only slower.
        }
    }

    /// <summary>
    /// The ranges of a <c>/proc/pid/maps</c> without a file that are large enough. What the collector has put to use already
    /// is a mapping of its own at the beginning of such a range: mappings without a gap between them are one.
    /// </summary>
    internal static IEnumerable<(ulong Start, ulong End)> Reserves(IEnumerable<string> maps)
    {
        var range = (Start: 0UL, End: 0UL);
        foreach (var line in maps)
        {
            if (Anonymous(line) is not { } next)
            {
                continue;
            }

            if (next.Start != range.End)
            {
                if (range.End - range.Start >= SmallestReserve)
                {
                    yield return range;
                }

                range = next;
            }

            range.End = next.End;
        }

        if (range.End - range.Start >= SmallestReserve)
        {
            yield return range;
        }
    }

    private static (ulong Start, ulong End)? Anonymous(string line)
    {
        var (dash, end) = (line.IndexOf('-', StringComparison.Ordinal), line.IndexOf(' ', StringComparison.Ordinal));
        return dash > 0
            && end > dash
            && !line.Contains('/', StringComparison.Ordinal)
            && !line.Contains('[', StringComparison.Ordinal)
            && ulong.TryParse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var from)
            && ulong.TryParse(line.AsSpan(dash + 1, end - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var to)
                ? (from, to)
                : null;
    }
}
