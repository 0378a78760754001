using System.Buffers.Binary;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>
/// The little that is asked of an ELF file, elf(5), 64 bit, little endian: what it is, whether all of it is there, and the
/// number that its linker gave it. A file that lies about its own sizes is no ELF file here.
/// </summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int MaxSegments = 1 << 21;
    private const int MaxNoteBytes = 1 << 20;
    private const int CoreType = 4;
    private const uint Note = 4;
    private const uint BuildIdNote = 3;

    private ElfFile(bool isCore, long length, IReadOnlyList<Segment> segments)
    {
        IsCore = isCore;
        Length = length;
        Segments = segments;
    }

    /// <summary>A memory dump, not a program or library.</summary>
    public bool IsCore { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Bytes that its own tables speak of; more than <see cref="Length"/> in a file that was cut.</summary>
    public ulong NeededLength => Segments.Select(segment => segment.Offset + segment.Size).DefaultIfEmpty(0UL).Max();

    private IReadOnlyList<Segment> Segments { get; }

    /// <returns>Null when the file is no ELF file of that kind.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ElfFile? Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !header.StartsWith("\u007fELF"u8) || header[4] != 2 || header[5] != 1)
        {
            return null;
        }

        var tableAt = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        var entrySize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        var count = CountOf(file, header);
        var isCore = BinaryPrimitives.ReadUInt16LittleEndian(header[16..]) == CoreType;
        if (entrySize != SegmentSize || count is null or > MaxSegments)
        {
            return null;
        }

        var table = new byte[count.Value * SegmentSize];
        return ReadAt(file, tableAt, table)
            ? new ElfFile(isCore, file.Length, Parse(table))
            : new ElfFile(isCore, file.Length, [new Segment(0, tableAt, (ulong)table.Length)]);
    }

    /// <summary>The number of a library (build id), in hexadecimal; null when it has none.</summary>
    public static string? BuildIdOf(string path)
    {
        if (Read(path) is not { } elf)
        {
            return null;
        }

        using var file = File.OpenRead(path);
        foreach (var segment in elf.Segments.Where(segment => segment is { Type: Note, Size: <= MaxNoteBytes }))
        {
            var notes = new byte[segment.Size];
            if (ReadAt(file, segment.Offset, notes) && BuildIdIn(notes) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>A note: length of its name, length of its content, type, both padded to four bytes.</summary>
    private static string? BuildIdIn(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= 12)
        {
            var name = BinaryPrimitives.ReadUInt32LittleEndian(notes);
            var content = BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]);
            var type = BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]);
            var begin = 12 + (((ulong)name + 3) & ~3UL);
            var end = begin + content;
            if (end > (ulong)notes.Length)
            {
                return null;
            }

            if (type == BuildIdNote && notes[12..].StartsWith("GNU\0"u8))
            {
                return Convert.ToHexStringLower(notes[(int)begin..(int)end]);
            }

            var next = (end + 3) & ~3UL;
            notes = next < (ulong)notes.Length ? notes[(int)next..] : default;
        }

        return null;
    }

    /// <summary>More than 65,534 segments do not fit into the header; the first section then says how many.</summary>
    private static uint? CountOf(FileStream file, ReadOnlySpan<byte> header)
    {
        const ushort Overflow = 0xffff;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        if (count != Overflow)
        {
            return count;
        }

        var section = new byte[48];
        return ReadAt(file, BinaryPrimitives.ReadUInt64LittleEndian(header[40..]), section) ? BinaryPrimitives.ReadUInt32LittleEndian(section.AsSpan(44)) : null;
    }

    private static bool ReadAt(FileStream file, ulong offset, byte[] buffer)
    {
        if (offset > (ulong)file.Length || (ulong)buffer.Length > (ulong)file.Length - offset)
        {
            return false;
        }

        file.Position = (long)offset;
        file.ReadExactly(buffer);
        return true;
    }

    private static Segment[] Parse(byte[] table)
    {
        var segments = new Segment[table.Length / SegmentSize];
        for (var i = 0; i < segments.Length; i++)
        {
            var entry = table.AsSpan(i * SegmentSize, SegmentSize);
            segments[i] = new Segment(
                BinaryPrimitives.ReadUInt32LittleEndian(entry),
                Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]), long.MaxValue),
                Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]), long.MaxValue));
        }

        return segments;
    }

    /// <param name="Type">PT_NOTE and others.</param>
    private readonly record struct Segment(uint Type, ulong Offset, ulong Size);
}
