using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace Unravel.Diagnostics.Symbols;

/// <summary>The source text that a compiler may put into a portable PDB (EmbedAllSources, EmbedUntrackedSources).</summary>
internal static class EmbeddedSource
{
    /// <summary>Kind of the record, from the Portable PDB format: "Embedded Source".</summary>
    private static readonly Guid s_kind = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>A larger text is taken for a broken record.</summary>
    private const int MaxLength = 16 << 20;

    /// <summary>The lines of a document; null when its text is not embedded or cannot be read.</summary>
    public static string[]? LinesOf(MetadataReader pdb, DocumentHandle document)
    {
        foreach (var handle in pdb.GetCustomDebugInformation(document))
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (pdb.GetGuid(information.Kind) == s_kind)
            {
                return Text(pdb.GetBlobBytes(information.Value))?.Split('\n');
            }
        }

        return null;
    }

    /// <summary>A blob begins with the length of the text if it is deflated, else with 0.</summary>
    private static string? Text(byte[] blob)
    {
        if (blob.Length < sizeof(int))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(blob);
        if (length == 0)
        {
            return Encoding.UTF8.GetString(blob, sizeof(int), blob.Length - sizeof(int));
        }

        if (length is < 0 or > MaxLength)
        {
            return null;
        }

        try
        {
            using var deflated = new DeflateStream(new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int)), CompressionMode.Decompress);
            var text = new byte[length];
            return Encoding.UTF8.GetString(text, 0, deflated.ReadAtLeast(text, length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
