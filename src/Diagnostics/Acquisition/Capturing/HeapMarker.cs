using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Marks what can be reached on the heap, as a collector would, but does not look into some objects until it is told to:
/// E. W. Dijkstra et al., "On-the-fly garbage collection", CACM 21(11), 1978, without the mutator. One bit a word.
/// </summary>
internal sealed class HeapMarker
{
    private const ulong Header = 8;

    private readonly ClrHeap _heap;
    private readonly IDataReader _reader;
    private readonly SegmentBits[] _segments;
    private readonly Dictionary<ulong, Shape?> _shapes = [];
    private readonly Stack<ulong> _open = new();
    private byte[] _buffer = new byte[64 * 1024];
    private SegmentBits? _last;

    public HeapMarker(ClrHeap heap, IDataReader reader)
    {
        _heap = heap;
        _reader = reader;
        _segments = [.. heap.Segments.Select(segment => new SegmentBits(segment.Start, segment.End)).OrderBy(segment => segment.Start)];
    }

    public static ulong SizeOf(ClrHeap heap) => heap.Segments.Aggregate(0UL, (sum, segment) => sum + segment.Length);

    public bool IsMarked(ulong address) => Find(address) is { } segment && segment.IsMarked(address);

    /// <summary>An object that is marked when it is met, but not looked into until it is opened.</summary>
    public void Close(ulong address) => Find(address)?.Close(address);

    /// <summary>Marks an object and all that it leads to.</summary>
    public void MarkFrom(ulong address)
    {
        Meet(address);
        Drain();
    }

    /// <summary>Looks into an object that was closed so far.</summary>
    public void Open(ulong address)
    {
        _ = Find(address)?.Mark(address);
        _open.Push(address);
        Drain();
    }

    /// <summary>Marks from a word that may be a reference or anything else.</summary>
    public void MarkFromWord(ulong word)
    {
        if ((word & 7) == 0 && Find(word) is not null && ShapeAt(word) is not null)
        {
            MarkFrom(word);
        }
    }

    private void Meet(ulong address)
    {
        if (address != 0 && Find(address) is { } segment && segment.Mark(address) && !segment.IsClosed(address))
        {
            _open.Push(address);
        }
    }

    private void Drain()
    {
        while (_open.TryPop(out var address))
        {
            if (ShapeAt(address) is { } shape)
            {
                MeetReferences(address, shape);
            }
        }
    }

    private void MeetReferences(ulong address, Shape shape)
    {
        if (shape.Allocator != 0)
        {
            Meet(_reader.ReadPointer(shape.Allocator)); // statics of a collectible type live as long as its objects
        }

        if (shape.Offsets.Length > 0)
        {
            var fields = Load(address, shape.Size);
            foreach (var offset in shape.Offsets)
            {
                Meet(Words.Address(fields, offset));
            }
        }
        else if (shape.ElementSize > 0)
        {
            var length = Math.Min(_reader.Read<uint>(address + Header), int.MaxValue / 2 / shape.ElementSize);
            var size = shape.Size + (length * shape.ElementSize);
            _ = Load(address, (int)size);
            foreach (var (reference, _) in shape.Description.WalkObject(_buffer, (int)size))
            {
                Meet(reference);
            }
        }
    }

    private ReadOnlySpan<byte> Load(ulong address, int size)
    {
        if (_buffer.Length < size)
        {
            _buffer = new byte[size * 2];
        }

        return _buffer.AsSpan(0, Math.Max(0, _reader.Read(address, _buffer.AsSpan(0, size))));
    }

    private Shape? ShapeAt(ulong address)
    {
        var methodTable = _reader.ReadPointer(address) & ~7UL;
        if (!_shapes.TryGetValue(methodTable, out var shape))
        {
            shape = methodTable != 0 && _heap.GetTypeByMethodTable(methodTable) is { StaticSize: > 0 } type ? Describe(type) : null;
            _shapes.Add(methodTable, shape);
        }

        return shape;
    }

    private static Shape Describe(ClrType type)
    {
        var allocator = type.IsCollectible ? type.LoaderAllocatorHandle : 0;
        if (!type.ContainsPointers || type.GCDesc.IsEmpty)
        {
            return new Shape(default, 0, 0, [], allocator);
        }

        if (type.ComponentSize > 0)
        {
            return new Shape(type.GCDesc, type.StaticSize, (uint)type.ComponentSize, [], allocator);
        }

        // Every word filled, so that the walk names the place of each reference.
        var filled = new byte[type.StaticSize];
        Array.Fill(filled, (byte)0x10);
        return new Shape(type.GCDesc, filled.Length, 0, [.. type.GCDesc.WalkObject(filled, filled.Length).Select(place => place.Item2)], allocator);
    }

    private SegmentBits? Find(ulong address)
    {
        // Who refers to an object mostly lies near it.
        if (_last is { } last && address >= last.Start && address < last.End)
        {
            return last;
        }

        var (low, high) = (0, _segments.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (address < _segments[middle].Start)
            {
                high = middle - 1;
            }
            else if (address >= _segments[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return _last = _segments[middle];
            }
        }

        return null;
    }

    /// <summary>Where the references of a type lie.</summary>
    /// <param name="Offsets">From the address of the object; empty for arrays and objects without any.</param>
    /// <param name="Allocator">Address of the handle of a collectible type's allocator; 0 for none.</param>
    private sealed record Shape(GCDesc Description, int Size, uint ElementSize, int[] Offsets, ulong Allocator);
}

/// <summary>Two bits for each word of a segment of the heap: whether it was met, and whether it is to be left closed.</summary>
internal sealed class SegmentBits(ulong start, ulong end)
{
    private readonly ulong[] _marked = new ulong[((end - start) / 8 / 64) + 1];
    private ulong[]? _closed;

    public ulong Start => start;

    public ulong End => end;

    public bool IsMarked(ulong address) => Has(_marked, address);

    public bool IsClosed(ulong address) => _closed is not null && Has(_closed, address);

    public void Close(ulong address) => Set(_closed ??= new ulong[_marked.Length], address);

    /// <returns>True when it is new.</returns>
    public bool Mark(ulong address)
    {
        if (IsMarked(address))
        {
            return false;
        }

        Set(_marked, address);
        return true;
    }

    private bool Has(ulong[] bits, ulong address) => (address - start) / 8 is var bit && (bits[bit >> 6] & (1UL << (int)(bit & 63))) != 0;

    private void Set(ulong[] bits, ulong address)
    {
        var bit = (address - start) / 8;
        bits[bit >> 6] |= 1UL << (int)(bit & 63);
    }
}
