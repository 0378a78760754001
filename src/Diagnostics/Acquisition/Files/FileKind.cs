namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>What a file is that was named as the target.</summary>
internal enum FileKind
{
    Unknown,

    /// <summary>A snapshot or a report of this tool, packed with gzip.</summary>
    PackedSnapshot,

    /// <summary>A snapshot or a report of this tool as plain JSON.</summary>
    PlainSnapshot,

    /// <summary>A core dump: ELF, of Linux.</summary>
    ElfCore,

    /// <summary>A dump of Windows.</summary>
    Minidump,

    /// <summary>A core dump of macOS.</summary>
    MachCore,
}

/// <summary>Tells files apart by how they begin, whatever they are called.</summary>
internal static class FileKinds
{
    private const int ElfTypeOffset = 16;
    private const byte ElfCore = 4;

    /// <exception cref="CannotLookException">It cannot be opened.</exception>
    public static FileKind Of(string path)
    {
        using var file = TargetFile.Open(path);
        Span<byte> head = stackalloc byte[20];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Of(head[..length]);
    }

    public static FileKind Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, ..] => FileKind.PackedSnapshot,
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => head.Length > ElfTypeOffset && head[ElfTypeOffset] == ElfCore ? FileKind.ElfCore : FileKind.Unknown,
        [(byte)'M', (byte)'D', (byte)'M', (byte)'P', ..] => FileKind.Minidump,
        [0xcf, 0xfa, 0xed, 0xfe, ..] => FileKind.MachCore,
        _ => head.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is var first and >= 0 && head[first] == '{' ? FileKind.PlainSnapshot : FileKind.Unknown,
    };
}
