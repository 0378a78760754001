using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>
/// A private copy of the target's writable memory. Prepared before the freeze (pages reserved and touched), filled
/// during it, read after it.
/// </summary>
internal sealed unsafe class MemoryCopy : IDisposable
{
    /// <summary>Bytes below the stack pointer that may still be in use: the red zone of the x64 ABI, doubled.</summary>
    private const ulong RedZone = 256;

    /// <summary>Most remote stretches that one process_vm_readv takes (IOV_MAX).</summary>
    private const int MaxVectors = 1024;

    /// <summary>Bytes copied between two looks at the clock.</summary>
    private const ulong BatchBytes = 8 * 1024 * 1024;

    private readonly int _processId;
    private readonly NativeBuffer<PageRun> _runs = new(4096);
    private readonly NativeBuffer<LibC.IoVector> _vectors = new(MaxVectors);
    private readonly ulong _capacity;
    private readonly byte* _arena;

    /// <summary>Where the last read was, of whatever thread.</summary>
    private int _last;

    public MemoryCopy(int processId, ulong expectedBytes, ulong capacity)
    {
        _processId = processId;
        _capacity = capacity;
        _arena = (byte*)LibC.MapMemory(0, (nuint)capacity, LibC.ProtReadWrite, LibC.MapPrivateAnonymousNoReserve, -1, 0);
        if ((nint)_arena == -1)
        {
            throw new CannotLookException($"there is no room to copy {capacity / 1024 / 1024} MB of the target's memory");
        }

        // In pages of 2 MB where the kernel has them: a fault for each of 4 kB takes longer than the copy itself.
        _ = LibC.Advise((nint)_arena, (nuint)capacity, LibC.AdviseHugePages);

        // Touch the pages now, so that the target does not wait for our page faults. Kernels before 5.14 refuse: then it does.
        _ = LibC.Advise((nint)_arena, (nuint)Math.Min(expectedBytes, capacity), LibC.AdvisePopulateWrite);
    }

    /// <summary>Bytes copied.</summary>
    public ulong Length { get; private set; }

    /// <summary>Stretches that could not be read, in bytes: unmapped or refused by the kernel.</summary>
    public ulong Missed { get; private set; }

    /// <summary>
    /// Copies all existing writable pages; of a thread's stack only the part in use. Returns false when the deadline
    /// or the capacity was reached.
    /// </summary>
    public bool Fill(ReadOnlySpan<MappedRegion> regions, ReadOnlySpan<ulong> stackPointers, ResidentPages pages, long deadline)
    {
        _runs.Clear();
        ulong total = 0;
        var stack = 0;
        foreach (ref readonly var region in regions)
        {
            // Both are sorted by address; the lowest stack pointer inside a region says where its used part begins.
            while (stack < stackPointers.Length && stackPointers[stack] < region.Start)
            {
                stack++;
            }

            var start = stack < stackPointers.Length && stackPointers[stack] < region.End
                ? Math.Max(region.Start, (stackPointers[stack] - RedZone) & ~(ulong)(ResidentPages.PageSize - 1))
                : region.Start;
            total += pages.AddRuns(start, region.End, _runs);
            if (total > _capacity)
            {
                return false;
            }
        }

        return CopyRuns(deadline);
    }

    /// <summary>Reads copied bytes; returns how many of them, from the start, are in the copy.</summary>
    public int Read(ulong address, Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length)
        {
            var index = Find(address + (ulong)done);
            if (index < 0)
            {
                break;
            }

            ref readonly var run = ref _runs[index];
            var offset = address + (ulong)done - run.Start;
            var count = (int)Math.Min(run.Length - offset, (ulong)(buffer.Length - done));
            new ReadOnlySpan<byte>(_arena + run.CopyOffset + offset, count).CopyTo(buffer[done..]);
            done += count;
        }

        return done;
    }

    /// <summary>The copied bytes from an address on, up to the end of their run; empty when the address is not in the copy.</summary>
    public ReadOnlySpan<byte> Peek(ulong address)
    {
        var index = Find(address);
        if (index < 0)
        {
            return default;
        }

        ref readonly var run = ref _runs[index];
        var offset = address - run.Start;
        return new ReadOnlySpan<byte>(_arena + run.CopyOffset + offset, (int)Math.Min(run.Length - offset, int.MaxValue));
    }

    /// <summary>Reads everything again and compares: the bytes, in whole pages, that are different now.</summary>
    public ulong CountChanged()
    {
        ulong changed = 0;
        var again = (byte*)NativeMemory.Alloc((nuint)BatchBytes);
        try
        {
            for (var i = 0; i < _runs.Count; i++)
            {
                ref readonly var run = ref _runs[i];
                var local = new LibC.IoVector { Base = again, Length = (nuint)run.Length };
                var remote = new LibC.IoVector { Base = (void*)run.Start, Length = (nuint)run.Length };
                var read = (ulong)Math.Max(0, LibC.ReadMemory(_processId, &local, 1, &remote, 1, 0));
                changed += run.Length - read;
                for (ulong at = 0; at < read; at += ResidentPages.PageSize)
                {
                    var length = (int)Math.Min(ResidentPages.PageSize, read - at);
                    changed += new ReadOnlySpan<byte>(again + at, length).SequenceEqual(new ReadOnlySpan<byte>(_arena + run.CopyOffset + at, length)) ? 0 : (ulong)length;
                }
            }

            return changed;
        }
        finally
        {
            NativeMemory.Free(again);
        }
    }

    public void Dispose()
    {
        _ = LibC.UnmapMemory((nint)_arena, (nuint)_capacity);
        _runs.Dispose();
        _vectors.Dispose();
    }

    private bool CopyRuns(long deadline)
    {
        var next = 0;
        while (next < _runs.Count)
        {
            if (Stopwatch.GetTimestamp() > deadline)
            {
                return false;
            }

            next = CopyBatch(next);
        }

        return true;
    }

    private int CopyBatch(int first)
    {
        _vectors.Clear();
        ulong bytes = 0;
        var index = first;
        for (; index < _runs.Count && _vectors.Count < MaxVectors && bytes < BatchBytes; index++)
        {
            ref var run = ref _runs[index];
            run.CopyOffset = Length + bytes;
            _vectors.Add(new LibC.IoVector { Base = (void*)run.Start, Length = (nuint)run.Length });
            bytes += run.Length;
        }

        var local = new LibC.IoVector { Base = _arena + Length, Length = (nuint)bytes };
        fixed (LibC.IoVector* remote = &_vectors[0])
        {
            var read = LibC.ReadMemory(_processId, &local, 1, remote, (nuint)_vectors.Count, 0);
            if ((ulong)Math.Max(read, 0) < bytes)
            {
                // The kernel stops at the first stretch it cannot read; what it has not read stays zero, one stretch at a time.
                CopyOneByOne(first, index);
            }
        }

        Length += bytes;
        return index;
    }

    private void CopyOneByOne(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            ref readonly var run = ref _runs[i];
            var local = new LibC.IoVector { Base = _arena + run.CopyOffset, Length = (nuint)run.Length };
            var remote = new LibC.IoVector { Base = (void*)run.Start, Length = (nuint)run.Length };
            var read = LibC.ReadMemory(_processId, &local, 1, &remote, 1, 0);
            Missed += run.Length - (ulong)Math.Max(read, 0);
        }
    }

    private int Find(ulong address)
    {
        // Who reads an object reads its neighbours next. Read once: another thread may be somewhere else.
        var last = _last;
        if (last < _runs.Count && _runs[last] is var known && address >= known.Start && address < known.End)
        {
            return last;
        }

        var low = 0;
        var high = _runs.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            ref readonly var run = ref _runs[middle];
            if (address < run.Start)
            {
                high = middle - 1;
            }
            else if (address >= run.End)
            {
                low = middle + 1;
            }
            else
            {
                return _last = middle;
            }
        }

        return -1;
    }
}
