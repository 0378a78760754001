using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>A stretch of the target's memory, and where its copy lies.</summary>
internal struct PageRun
{
    public ulong Start;
    public ulong Length;
    public ulong CopyOffset;

    public readonly ulong End => Start + Length;
}

/// <summary>
/// Finds the pages of a region that exist, in memory or swapped out (bits 63 and 62 of /proc/&lt;pid&gt;/pagemap, readable
/// without privilege). Pages that do not exist read as zero or from a file: there is nothing to copy.
/// </summary>
internal sealed unsafe class ResidentPages(int processId) : IDisposable
{
    public const int PageSize = 4096;

    /// <summary>A longer stretch is cut, so that the clock is looked at often while the target stands still.</summary>
    private const ulong MaxRunBytes = 8 * 1024 * 1024;

    private const int EntriesPerRead = 64 * 1024;
    private const ulong PresentOrSwapped = 3UL << 62;

    private readonly int _descriptor = LibC.Open($"/proc/{processId}/pagemap", 0);
    private readonly ulong* _entries = (ulong*)NativeMemory.Alloc(EntriesPerRead, sizeof(ulong));

    /// <summary>Appends the runs of existing pages between two addresses; neighbours become one run.</summary>
    /// <returns>The number of bytes added.</returns>
    public ulong AddRuns(ulong start, ulong end, NativeBuffer<PageRun> runs)
    {
        ulong added = 0;
        var page = start / PageSize;
        var last = end / PageSize;
        while (page < last)
        {
            var wanted = Math.Min(last - page, EntriesPerRead);
            var read = _descriptor < 0 ? -1 : LibC.ReadAt(_descriptor, (byte*)_entries, (nuint)(wanted * sizeof(ulong)), (nint)(page * sizeof(ulong)));
            if (read <= 0)
            {
                // No pagemap (some sandboxes): every page counts as existing.
                return added + Append(runs, page, last - page);
            }

            var count = (ulong)read / sizeof(ulong);
            added += AddPresent(_entries, page, count, runs);
            page += count;
        }

        return added;
    }

    /// <summary>Bytes of the existing pages of all regions.</summary>
    public ulong Count(ReadOnlySpan<MappedRegion> regions)
    {
        using var runs = new NativeBuffer<PageRun>(4096);
        ulong bytes = 0;
        foreach (ref readonly var region in regions)
        {
            bytes += AddRuns(region.Start, region.End, runs);
        }

        return bytes;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LibC.Close(_descriptor);
        }

        NativeMemory.Free(_entries);
    }

    private static ulong AddPresent(ulong* entries, ulong firstPage, ulong count, NativeBuffer<PageRun> runs)
    {
        ulong added = 0;
        for (ulong i = 0; i < count;)
        {
            if ((entries[i] & PresentOrSwapped) == 0)
            {
                i++;
                continue;
            }

            var begin = i;
            while (i < count && (entries[i] & PresentOrSwapped) != 0)
            {
                i++;
            }

            added += Append(runs, firstPage + begin, i - begin);
        }

        return added;
    }

    private static ulong Append(NativeBuffer<PageRun> runs, ulong page, ulong pages)
    {
        var start = page * PageSize;
        var length = pages * PageSize;
        for (var left = length; left > 0;)
        {
            var part = Math.Min(left, MaxRunBytes);
            if (runs.Count > 0 && runs[runs.Count - 1].End == start && runs[runs.Count - 1].Length + part <= MaxRunBytes)
            {
                runs[runs.Count - 1].Length += part;
            }
            else
            {
                runs.Add(new PageRun { Start = start, Length = part });
            }

            start += part;
            left -= part;
        }

        return length;
    }
}
