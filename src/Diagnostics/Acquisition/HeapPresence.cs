using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Whether what is read holds the heap. A dump of a smaller kind names segments of it, but what is in them was left out.</summary>
internal static class HeapPresence
{
    private const ulong PageSize = 4096;

    /// <summary>Pages to look at in each segment of a dump; one of 64 MB has 16,384.</summary>
    private const ulong PagesToTry = 256;

    /// <param name="isFile">A dump is whole or it is not; a process always is, but may be stopped while its segments change.</param>
    public static bool IsThere(ClrRuntime runtime, bool isFile)
    {
        var reader = runtime.DataTarget.DataReader;
        var segments = runtime.Heap.Segments.Where(segment => segment.FirstObjectAddress < segment.End).ToArray();
        return isFile ? IsInFile(reader, segments) : IsInProcess(reader, segments);
    }

    /// <summary>
    /// A small dump has the pages that stacks refer to: the beginnings of some segments, or most of the frozen one, which
    /// is the only one that it may name. Measured on .NET 10: at most one page of ten of the others, a whole dump has all.
    /// </summary>
    private static bool IsInFile(IDataReader reader, ClrSegment[] segments)
    {
        ulong seen = 0, tried = 0;
        foreach (var segment in segments.Where(segment => segment.Kind != GCSegmentKind.Frozen))
        {
            // By number: the end that a damaged dump gives may be the last address there is.
            var length = segment.End - segment.FirstObjectAddress;
            var pages = Math.Min(PagesToTry, (length - 1) / PageSize + 1);
            for (ulong page = 0; page < pages; page++)
            {
                tried++;
                seen += reader.ReadPointer(segment.FirstObjectAddress + (length / pages & ~7UL) * page, out _) ? 1u : 0u;
            }
        }

        return tried > 0 && seen * 4 >= tried * 3;
    }

    /// <summary>A process that is stopped in a collection may have new segments with nothing at their beginning.</summary>
    private static bool IsInProcess(IDataReader reader, ClrSegment[] segments)
    {
        var there = segments.Count(segment => reader.ReadPointer(segment.FirstObjectAddress, out var type) && type != 0);
        return there > 0 && there * 2 >= segments.Length;
    }
}
