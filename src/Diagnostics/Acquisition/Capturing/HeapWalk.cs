using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Walks the heap by its raw bytes, segment by segment. Types are described once; nothing is asked of the debugging
/// library per object, which would be thirty times slower.
/// </summary>
internal sealed unsafe class HeapWalk
{
    private const int ChunkSize = HeapBytes.ChunkSize;

    private readonly ClrHeap _heap;
    private readonly IDataReader _reader;
    private readonly IHeapVisitor _visitor;
    private readonly AddressSet _wanted;
    private readonly Dictionary<ulong, HeapType?> _types = [];
    private readonly (ulong Start, ulong End)[] _allocationContexts; // by address
    private readonly HeapBytes _bytes;

    private byte* _chunk; // what was given last
    private ulong _chunkStart;
    private int _chunkLength;
    private ulong _lastMethodTable;
    private bool _hasInterest = true;
    private HeapType? _lastType;

    private ReadOnlySpan<byte> Chunk => new(_chunk, _chunkLength);

    /// <param name="wanted">Addresses whose holders are to be reported.</param>
    public HeapWalk(ClrHeap heap, IDataReader reader, IHeapVisitor visitor, AddressSet wanted)
    {
        _heap = heap;
        _reader = reader;
        _bytes = new HeapBytes(reader);
        _visitor = visitor;
        _wanted = wanted;
        _allocationContexts = [.. heap.EnumerateAllocationContexts()
            .Concat(heap.SubHeaps.Select(sub => sub.AllocationContext))
            .Where(range => range.Start != 0)
            .DistinctBy(range => range.Start)
            .OrderBy(range => range.Start)
            .Select(range => (range.Start, range.End))];
    }

    /// <summary>Segments in which an object was met that cannot be one: the process was caught in the middle of a collection.</summary>
    public int BrokenSegments { get; private set; }

    public long Objects { get; private set; }

    public void Run(CancellationToken cancellation) => Run([.. _heap.Segments], cancellation);

    /// <summary>Reports the places that hold a wanted address only. Objects, to find whose place it is, are gone through where there are any.</summary>
    public void RunForReferences(CancellationToken cancellation)
    {
        _hasInterest = false;
        ClrSegment[] segments = [.. _heap.Segments];
        var isHolding = new bool[segments.Length];
        Parallel.For(0, segments.Length, new ParallelOptions { MaxDegreeOfParallelism = _reader.IsThreadSafe ? -1 : 1, CancellationToken = cancellation }, i =>
            isHolding[i] = new WordSearch(_reader, _wanted).IsAnyIn(segments[i].FirstObjectAddress, segments[i].End));
        Run([.. segments.Where((_, i) => isHolding[i])], cancellation);
    }

    private void Run(ClrSegment[] segments, CancellationToken cancellation)
    {
        using var hits = new WordHits([.. segments.Select(segment => (segment.FirstObjectAddress, segment.End))], _reader, _wanted);
        for (var i = 0; i < segments.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            hits.Begin(i);
            if (!Walk(segments[i], hits))
            {
                BrokenSegments++;
            }
        }
    }

    private bool Walk(ClrSegment segment, WordHits hits)
    {
        _chunkStart = 0;
        _chunkLength = 0;
        var (address, end) = (segment.FirstObjectAddress, segment.End);
        var context = 0;
        while (address < end)
        {
            while (context < _allocationContexts.Length && _allocationContexts[context].Start < address)
            {
                context++;
            }

            if (context < _allocationContexts.Length && _allocationContexts[context].Start == address)
            {
                // Free space that a thread allocates from: nothing is written there yet but room for one minimal object.
                address = _allocationContexts[context].End + 24;
                continue;
            }

            if (!Load(address, end) || TypeAt(address) is not { } type)
            {
                return false;
            }

            var size = type.SizeOf(type.HasElements ? (uint)Words.Number(Chunk, OffsetOf(address) + 8) : 0);
            if (size > end - address)
            {
                return false;
            }

            Report(address, size, type, hits);
            Objects++;
            address += size;
        }

        return true;
    }

    private void Report(ulong address, ulong size, HeapType type, WordHits hits)
    {
        if (type.Interest is not null)
        {
            VisitWhole(address, size, type.Interest);
        }

        // Those before this object belong to none (free space).
        while (address + size > hits.NoneBefore && hits.TryNext(address + size, out var hit))
        {
            if (hit.Slot > address && !type.IsFree)
            {
                _visitor.VisitReference(hit.Slot, hit.Value, address, type.Type);
            }
        }
    }

    private void VisitWhole(ulong address, ulong size, IHeapInterest interest)
    {
        var offset = (int)(address - _chunkStart);
        if (offset + (int)Math.Min(size, ChunkSize) > _chunkLength && size <= ChunkSize)
        {
            Fill(address, ChunkSize);
            offset = 0;
        }

        interest.Visit(address, Chunk.Slice(offset, (int)Math.Min(size, (ulong)(_chunkLength - offset))));
    }

    private bool Load(ulong address, ulong end)
    {
        const int Header = 16;
        if (address >= _chunkStart && address + Header <= _chunkStart + (ulong)_chunkLength)
        {
            return true;
        }

        Fill(address, (int)Math.Min(ChunkSize, end - address));
        return _chunkLength >= Header;
    }

    private void Fill(ulong address, int length)
    {
        var bytes = _bytes.At(address, length);
        _chunk = (byte*)Unsafe.AsPointer(in MemoryMarshal.GetReference(bytes));
        _chunkLength = bytes.Length;
        _chunkStart = address;
    }

    private HeapType? TypeAt(ulong address)
    {
        var methodTable = Words.Address(Chunk, OffsetOf(address)) & ~7UL; // the collector marks in the low bits
        if (methodTable == _lastMethodTable)
        {
            return _lastType;
        }

        if (!_types.TryGetValue(methodTable, out var type))
        {
            type = methodTable != 0 && _heap.GetTypeByMethodTable(methodTable) is { StaticSize: > 0 } found
                ? new HeapType(found, _hasInterest ? _visitor.InterestIn(found) : null)
                : null;
            _types.Add(methodTable, type);
        }

        _lastMethodTable = methodTable;
        _lastType = type;
        return type;
    }

    private int OffsetOf(ulong address) => (int)(address - _chunkStart);
}
