using System.IO.Compression;
using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>Reads a snapshot that this tool wrote, here or on another machine. The file is not trusted.</summary>
internal static class SnapshotFile
{
    /// <summary>The longest JSON that is read: about ten million tasks.</summary>
    public const long DefaultLimit = 512L << 20;

    private const int HeadLength = 256;

    /// <param name="limit">Bytes of JSON, unpacked.</param>
    /// <exception cref="CannotLookException">It is no snapshot, damaged, too large or of a future version.</exception>
    public static async Task<ProcessSnapshot> ReadAsync(string path, CancellationToken cancellation, long limit = DefaultLimit)
    {
        var kind = FileKinds.Of(path);
        using var file = TargetFile.Open(path);
        return await ReadAsync(file, kind, TerminalText.Escape(path), limit, cancellation).ConfigureAwait(false);
    }

    /// <param name="name">What to call it in an error.</param>
    public static async Task<ProcessSnapshot> ReadAsync(Stream file, FileKind kind, string name, long limit, CancellationToken cancellation)
    {
        var version = SchemaVersion.Current;
        try
        {
            using var unpacked = kind switch
            {
                FileKind.PackedSnapshot => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
                FileKind.PlainSnapshot => file,
                _ => throw NoSnapshot(name),
            };
            var head = new byte[HeadLength];
            var length = await unpacked.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            version = VersionIn(head.AsSpan(0, length)) ?? throw NoSnapshot(name);
            Accept(version, name);
            using var bounded = new BoundedStream(head.AsMemory(0, length), unpacked, limit, () =>
                new CannotLookException($"'{name}' unpacks to more than {limit >> 20} MB; it is refused."));
            var document = await ReportJson.ReadAsync(bounded, cancellation).ConfigureAwait(false);
            SnapshotChecks.Check(document!.Snapshot);
            return document.Snapshot;
        }
        catch (JsonException exception) when (version.Minor > SchemaVersion.Current.Minor)
        {
            throw new CannotLookException(
                $"'{name}' has version {version} of the schema and holds something that this tool, which knows {SchemaVersion.Current}, cannot read; a newer 'dotnet-unravel' does.", exception);
        }
        catch (JsonException exception)
        {
            throw Damaged(name, exception.Path is { Length: > 0 } place ? $" at {TerminalText.Escape(place)}" : "", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(name, "", exception);
        }
        catch (IOException exception)
        {
            throw new CannotLookException($"'{name}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The version stands first, so that a document of another shape is refused for its version and not for its shape.</summary>
    private static SchemaVersion? VersionIn(ReadOnlySpan<byte> head)
    {
        try
        {
            var reader = new Utf8JsonReader(head.StartsWith("\uFEFF"u8) ? head[3..] : head, isFinalBlock: false, default);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals("schemaVersion")
                && reader.Read() && reader.TokenType == JsonTokenType.String
                    ? SchemaVersion.Parse(reader.GetString()!)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or a string that is no text
        }
    }

    private static void Accept(SchemaVersion version, string name)
    {
        if (version.Major != SchemaVersion.Current.Major)
        {
            throw new CannotLookException(
                $"'{name}' has version {version} of the schema, and this tool reads version {SchemaVersion.Current.Major}; "
                + (version.Major > SchemaVersion.Current.Major ? "a newer 'dotnet-unravel' reads it." : "take the snapshot again."));
        }
    }

    private static CannotLookException NoSnapshot(string name) =>
        new($"'{name}' is no snapshot of this tool; 'dotnet unravel snapshot <target> -o <file>' writes one.");

    private static CannotLookException Damaged(string name, string where, Exception exception) =>
        new($"'{name}' is damaged or cut short{where}; take the snapshot again.", exception);
}
