using System.IO.Compression;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Rendering;

/// <summary>A snapshot as a file: the document of docs/schema without findings, packed so that zcat reads it.</summary>
internal static class SnapshotWriter
{
    public static void Write(Stream output, ProcessSnapshot snapshot)
    {
        using var packed = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        ReportJson.Write(packed, ReportDocument.Of(snapshot));
    }
}
