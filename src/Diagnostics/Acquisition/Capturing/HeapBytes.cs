using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Gives stretches of the heap: in the copy of the process where they lie there in one piece, else in a buffer. For one thread.</summary>
internal sealed class HeapBytes(IDataReader reader)
{
    public const int ChunkSize = 1 << 20;

    private byte[]? _buffer;

    /// <summary>At most <see cref="ChunkSize"/> bytes, fewer where they cannot be read. They do not move, and are there until the next call.</summary>
    public ReadOnlySpan<byte> At(ulong address, int length)
    {
        var copied = reader is FrozenReader frozen ? frozen.Peek(address) : default;
        if (copied.Length >= length)
        {
            return copied[..length];
        }

        _buffer ??= GC.AllocateUninitializedArray<byte>(ChunkSize, pinned: true);
        return _buffer.AsSpan(0, Math.Max(0, reader.Read(address, _buffer.AsSpan(0, length))));
    }
}
