namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>What a file is that was named as a target.</summary>
internal enum FileKind
{
    Unknown,
    Empty,

    /// <summary>This user may not read it.</summary>
    Unreadable,

    /// <summary>A memory dump of any system: which of them can be read, its reader says.</summary>
    Dump,

    /// <summary>A snapshot of ours: JSON, plain or compressed.</summary>
    Snapshot,
}

/// <summary>Tells files apart by how they begin; the one place that does.</summary>
internal static class TargetFile
{
    private const int Longest = 4;

    public static FileKind KindOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> begin = stackalloc byte[Longest];
            var length = file.ReadAtLeast(begin, Longest, throwOnEndOfStream: false);
            return KindOf(begin[..length]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileKind.Unreadable;
        }
    }

    internal static FileKind KindOf(ReadOnlySpan<byte> begin) => begin switch
    {
        [] => FileKind.Empty,
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => FileKind.Dump,
        [(byte)'M', (byte)'D', (byte)'M', (byte)'P', ..] => FileKind.Dump, // Windows
        [0xcf, 0xfa, 0xed, 0xfe, ..] => FileKind.Dump, // macOS
        [0x1f, 0x8b, ..] or [(byte)'{', ..] => FileKind.Snapshot,
        _ => FileKind.Unknown,
    };
}
