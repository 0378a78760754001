using System.Buffers.Binary;
using System.Text;

namespace Unravel.Diagnostics.Acquisition.Events;

/// <summary>Reads values out of bytes that somebody else wrote.</summary>
internal ref struct NetTraceCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    /// <exception cref="InvalidDataException">There is less than that.</exception>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new InvalidDataException("the sample ends in the middle of a value");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    public ulong Variable()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number of the sample has no end");
    }

    /// <summary>UTF-16 up to a zero.</summary>
    public string Text()
    {
        for (var i = 0; i + 1 < _rest.Length; i += 2)
        {
            if (_rest[i] == 0 && _rest[i + 1] == 0)
            {
                return Encoding.Unicode.GetString(Take(i + 2)[..i]);
            }
        }

        throw new InvalidDataException("a name of the sample has no end");
    }
}
