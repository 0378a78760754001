using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A place on the heap, and the wanted address that it holds.</summary>
internal readonly record struct WordHit(ulong Slot, ulong Value);

/// <summary>Looks through memory for words that are wanted. For one thread.</summary>
internal sealed class WordSearch(IDataReader reader, AddressSet wanted)
{
    public const int ChunkSize = 1 << 20;

    private byte[]? _buffer;

    /// <summary>The hits in a stretch of at most <see cref="ChunkSize"/> bytes, in the order of their places.</summary>
    public List<WordHit> In(ulong start, int length)
    {
        var hits = new List<WordHit>();
        var words = Words(start, length);
        for (var i = wanted.IndexIn(words, 0); i >= 0; i = wanted.IndexIn(words, i + 1))
        {
            hits.Add(new(start + ((ulong)i * 8), words[i]));
        }

        return hits;
    }

    /// <summary>Whether there is any hit between two addresses.</summary>
    public bool IsAnyIn(ulong start, ulong end)
    {
        for (var address = start; address < end; address += ChunkSize)
        {
            if (In(address, (int)Math.Min(ChunkSize, end - address)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    // In the copy of the process where it lies there in one piece.
    private ReadOnlySpan<ulong> Words(ulong start, int length)
    {
        var copied = reader is FrozenReader frozen ? frozen.Peek(start) : default;
        if (copied.Length < length)
        {
            _buffer ??= new byte[ChunkSize];
            copied = _buffer.AsSpan(0, Math.Max(0, reader.Read(start, _buffer.AsSpan(0, length))));
        }

        return MemoryMarshal.Cast<byte, ulong>(copied[..Math.Min(length, copied.Length)]);
    }
}
