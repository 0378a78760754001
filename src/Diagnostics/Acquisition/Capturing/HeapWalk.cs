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
    private const int ChunkSize = 1 << 20;

    private readonly ClrHeap _heap;
    private readonly IDataReader _reader;
    private readonly IHeapVisitor _visitor;
    private readonly AddressSet _wanted;
    private readonly Dictionary<ulong, HeapType?> _types = [];
    private readonly Dictionary<ulong, ulong> _allocationContexts;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(ChunkSize, pinned: true);
    private readonly List<(ulong Slot, ulong Value)> _hits = [];

    private byte* _chunk; // in the copy of the process where it lies there in one piece, else the buffer
    private ulong _chunkStart;
    private int _chunkLength;
    private int _nextHit;
    private ulong _lastMethodTable;
    private bool _hasInterest = true;
    private HeapType? _lastType;

    private ReadOnlySpan<byte> Chunk => new(_chunk, _chunkLength);

    /// <param name="wanted">Addresses whose holders are to be reported.</param>
    public HeapWalk(ClrHeap heap, IDataReader reader, IHeapVisitor visitor, AddressSet wanted)
    {
        _heap = heap;
        _reader = reader;
        _visitor = visitor;
        _wanted = wanted;
        _allocationContexts = heap.EnumerateAllocationContexts()
            .Concat(heap.SubHeaps.Select(sub => sub.AllocationContext))
            .Where(range => range.Start != 0)
            .GroupBy(range => range.Start)
            .ToDictionary(group => group.Key, group => group.First().End);
    }

    /// <summary>Segments in which an object was met that cannot be one: the process was caught in the middle of a collection.</summary>
    public int BrokenSegments { get; private set; }

    public long Objects { get; private set; }

    public void Run(CancellationToken cancellation)
    {
        foreach (var segment in _heap.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Walk(segment))
            {
                BrokenSegments++;
            }
        }
    }

    /// <summary>Reports the places that hold a wanted address only. Objects, to find whose place it is, are gone through where there are any.</summary>
    public void RunForReferences(CancellationToken cancellation)
    {
        _hasInterest = false;
        foreach (var segment in _heap.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = HoldsWanted(segment) && Walk(segment);
        }
    }

    private bool HoldsWanted(ClrSegment segment)
    {
        for (var address = segment.FirstObjectAddress; address < segment.End; address += ChunkSize)
        {
            Fill(address, (int)Math.Min(ChunkSize, segment.End - address));
            if (_hits.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Walk(ClrSegment segment)
    {
        _chunkStart = 0;
        _chunkLength = 0;
        var address = segment.FirstObjectAddress;
        while (address < segment.End)
        {
            if (_allocationContexts.TryGetValue(address, out var contextEnd))
            {
                // Free space that a thread allocates from: nothing is written there yet but room for one minimal object.
                address = contextEnd + 24;
                continue;
            }

            if (!Load(address, segment.End) || TypeAt(address) is not { } type)
            {
                return false;
            }

            var size = type.SizeOf(type.HasElements ? (uint)Words.Number(Chunk, OffsetOf(address) + 8) : 0);
            if (size > segment.End - address)
            {
                return false;
            }

            Report(address, size, type);
            Objects++;
            address += size;
        }

        return true;
    }

    private void Report(ulong address, ulong size, HeapType type)
    {
        if (type.Interest is not null)
        {
            VisitWhole(address, size, type.Interest);
        }

        // Places found in the chunk lie in order; those before this object belong to none (free space).
        while (_nextHit < _hits.Count && _hits[_nextHit].Slot < address + size)
        {
            var (slot, value) = _hits[_nextHit++];
            if (slot > address && !type.IsFree)
            {
                _visitor.VisitReference(slot, value, address, type.Type);
            }
        }

        ScanBeyondChunk(address, size, type);
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

    /// <summary>The part of a large object that lies behind the loaded chunk.</summary>
    private void ScanBeyondChunk(ulong address, ulong size, HeapType type)
    {
        var at = _chunkStart + (ulong)_chunkLength;
        var end = address + size;
        if (end <= at || _wanted.IsEmpty || type.IsFree || !type.Type.ContainsPointers)
        {
            return;
        }

        while (at < end)
        {
            var length = (int)Math.Min(ChunkSize, end - at);
            Fill(at, length);
            if (_chunkLength == 0)
            {
                break;
            }

            var read = _chunkLength;
            foreach (var (slot, value) in _hits)
            {
                _visitor.VisitReference(slot, value, address, type.Type);
            }

            at += (ulong)read;
        }

        _chunkLength = 0; // what was loaded is gone
        _hits.Clear();
        _nextHit = 0;
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
        var copied = _reader is FrozenReader frozen ? frozen.Peek(address) : default;
        if (copied.Length >= length)
        {
            _chunk = (byte*)Unsafe.AsPointer(in MemoryMarshal.GetReference(copied));
            _chunkLength = length;
        }
        else
        {
            _chunk = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
            _chunkLength = Math.Max(0, _reader.Read(address, _buffer.AsSpan(0, length)));
        }

        _chunkStart = address;
        Scan(address, _chunkLength);
    }

    private void Scan(ulong start, int length)
    {
        _hits.Clear();
        _nextHit = 0;
        if (_wanted.IsEmpty)
        {
            return;
        }

        var words = MemoryMarshal.Cast<byte, ulong>(Chunk[..length]);
        for (var i = 0; i < words.Length; i++)
        {
            if (_wanted.MayContain(words[i]) && _wanted.Contains(words[i]))
            {
                _hits.Add((start + ((ulong)i * 8), words[i]));
            }
        }
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
