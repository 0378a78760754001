using System.IO.Compression;
using System.Text;
using Unravel.Diagnostics.Acquisition.Files;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Tests.Acquisition.Files;

/// <summary>Snapshot files in memory, and the reader on them.</summary>
internal static class PackedFiles
{
    public static byte[] Of(ProcessSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotWriter.Write(stream, snapshot);
        return stream.ToArray();
    }

    public static byte[] Pack(string json) => Pack(Encoding.UTF8.GetBytes(json));

    public static byte[] Pack(byte[] json)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(json);
        }

        return stream.ToArray();
    }

    public static string Unpack(byte[] file)
    {
        using var packed = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }

    public static Task<ProcessSnapshot> ReadAsync(byte[] file, long limit = SnapshotFile.DefaultLimit) =>
        SnapshotFile.ReadAsync(new MemoryStream(file), FileKinds.Of(file.AsSpan(0, Math.Min(20, file.Length))), "shop.json.gz", limit, TestContext.Current.CancellationToken);
}
