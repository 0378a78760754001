using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols;

/// <summary>Metadata and portable symbols of one module file.</summary>
internal sealed class ModuleSymbols : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider? _symbols;

    private ModuleSymbols(PEReader image, MetadataReaderProvider? symbols)
    {
        _image = image;
        _symbols = symbols;
        Metadata = image.GetMetadataReader();
        Pdb = symbols?.GetMetadataReader();
    }

    public MetadataReader Metadata { get; }

    /// <summary>The portable PDB: embedded, or the one beside the module whose id matches; null when there is none.</summary>
    public MetadataReader? Pdb { get; }

    /// <summary>Opens a module; null when the file is not there or is not managed code.</summary>
    public static ModuleSymbols? TryOpen(string path)
    {
        PEReader? image = null;
        try
        {
            image = new PEReader(File.OpenRead(path));
            if (!image.HasMetadata)
            {
                image.Dispose();
                return null;
            }

            return new ModuleSymbols(image, OpenPdb(image, path));
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // No symbols is a normal state: lines are then missing from the output, names are not.
            image?.Dispose();
            return null;
        }
    }

    /// <summary>The line of an IL offset: that of the last visible sequence point at or before it.</summary>
    public SourceLine? LineOf(int methodToken, int ilOffset)
    {
        SequencePoint? best = null;
        foreach (var point in PointsOf(methodToken))
        {
            if (point.Offset > ilOffset && best is not null)
            {
                break;
            }

            best = point;
        }

        return best is { } found ? Line(found) : null;
    }

    /// <summary>The visible sequence points of a method, by offset; empty without symbols.</summary>
    public IEnumerable<SequencePoint> PointsOf(int methodToken) =>
        Pdb is null || MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition, IsNil: false } handle
            || MetadataTokens.GetRowNumber(handle) > Pdb.GetTableRowCount(TableIndex.MethodDebugInformation)
            ? []
            : Pdb.GetMethodDebugInformation(((MethodDefinitionHandle)handle).ToDebugInformationHandle())
                .GetSequencePoints().Where(point => !point.IsHidden);

    /// <summary>The line that a sequence point begins at, moved by some lines.</summary>
    public SourceLine Line(SequencePoint point, int moved = 0) =>
        new(Pdb!.GetString(Pdb.GetDocument(point.Document).Name), point.StartLine + moved);

    /// <summary>The IL of a method; empty when it has none.</summary>
    public byte[] BodyOf(MethodDefinitionHandle method) => BodyBlockOf(method)?.GetILBytes() ?? [];

    /// <summary>The body of a method with its exception regions; null when it has none.</summary>
    public MethodBodyBlock? BodyBlockOf(MethodDefinitionHandle method)
    {
        var address = Metadata.GetMethodDefinition(method).RelativeVirtualAddress;
        return address == 0 ? null : _image.GetMethodBody(address);
    }

    /// <summary>Type and name of a method of another assembly, without namespace; empty for anything else.</summary>
    public (string Type, string Method) NameOfCalled(int token)
    {
        if (MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MemberReference } handle)
        {
            return ("", "");
        }

        var member = Metadata.GetMemberReference((MemberReferenceHandle)handle);
        return member.Parent.Kind == HandleKind.TypeReference
            ? (Metadata.GetString(Metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name), Metadata.GetString(member.Name))
            : ("", "");
    }

    public void Dispose()
    {
        _symbols?.Dispose();
        _image.Dispose();
    }

    private static MetadataReaderProvider? OpenPdb(PEReader image, string path)
    {
        var entries = image.ReadDebugDirectory();
        foreach (var entry in entries)
        {
            if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
            {
                return image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            }
        }

        var beside = Path.ChangeExtension(path, ".pdb");
        foreach (var entry in entries)
        {
            if (entry.Type == DebugDirectoryEntryType.CodeView && entry.IsPortableCodeView && File.Exists(beside))
            {
                return OpenBeside(beside, image.ReadCodeViewDebugDirectoryData(entry).Guid);
            }
        }

        return null;
    }

    private static MetadataReaderProvider? OpenBeside(string path, Guid expected)
    {
        MetadataReaderProvider? provider = null;
        try
        {
            provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(path));
            if (provider.GetMetadataReader().DebugMetadataHeader is { } header && new BlobContentId(header.Id).Guid == expected)
            {
                return provider;
            }
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // no portable symbols, or cut off: the module is still worth reading
        }

        provider?.Dispose(); // symbols of another build would name wrong lines
        return null;
    }
}
