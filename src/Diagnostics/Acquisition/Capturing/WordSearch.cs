using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A place on the heap, and the wanted address that it holds.</summary>
internal readonly record struct WordHit(ulong Slot, ulong Value);

/// <summary>Looks through memory for words that are wanted. For one thread.</summary>
internal sealed class WordSearch(IDataReader reader, AddressSet wanted)
{
    public const int ChunkSize = HeapBytes.ChunkSize;

    private readonly HeapBytes _bytes = new(reader);

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
            if (wanted.IndexIn(Words(address, (int)Math.Min(ChunkSize, end - address)), 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<ulong> Words(ulong start, int length) => MemoryMarshal.Cast<byte, ulong>(_bytes.At(start, length));
}
