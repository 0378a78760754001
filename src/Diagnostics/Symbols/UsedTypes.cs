using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// The classes whose members a statement refers to. A thread that waits for a class to be initialised stands in a statement
/// that calls one of its methods or reads one of its fields; the runtime does not say which.
/// </summary>
internal static class UsedTypes
{
    /// <summary>Full names, generic types without their arguments.</summary>
    public static IReadOnlyList<string> At(ModuleSymbols module, int methodToken, int ilOffset)
    {
        if (ilOffset < 0 || MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition } handle)
        {
            return [];
        }

        var method = (MethodDefinitionHandle)handle;
        var (start, end) = StatementAt(module, method, ilOffset);
        return
        [
            .. ILReader.Read(module.BodyOf(method))
                .Where(instruction => instruction.Token != 0 && instruction.Offset >= start && instruction.Offset < end)
                .Select(instruction => OwnerOf(module.Metadata, MetadataTokens.EntityHandle(instruction.Token)))
                .OfType<string>()
                .Distinct(),
        ];
    }

    /// <summary>From the sequence point at or before the offset to the next one; without symbols, from the offset to the end.</summary>
    private static (int Start, int End) StatementAt(ModuleSymbols module, MethodDefinitionHandle method, int ilOffset)
    {
        var start = ilOffset;
        foreach (var point in module.Pdb?.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints() ?? [])
        {
            if (point.Offset > ilOffset)
            {
                return (start, point.Offset);
            }

            start = point.Offset;
        }

        return (start, int.MaxValue);
    }

    private static string? OwnerOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => NameOf(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.FieldDefinition => NameOf(metadata, metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.MemberReference => NameOf(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle).Parent),
        HandleKind.MethodSpecification => OwnerOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification => NameOf(metadata, handle),
        _ => null,
    };

    private static string? NameOf(MetadataReader metadata, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                var name = metadata.GetString(definition.Name);
                return definition.GetDeclaringType() is { IsNil: false } outer
                    ? $"{NameOf(metadata, outer)}+{name}"
                    : Join(metadata.GetString(definition.Namespace), name);
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return reference.ResolutionScope.Kind == HandleKind.TypeReference
                    ? $"{NameOf(metadata, reference.ResolutionScope)}+{metadata.GetString(reference.Name)}"
                    : Join(metadata.GetString(reference.Namespace), metadata.GetString(reference.Name));
            case HandleKind.TypeSpecification:
                return GenericDefinition(metadata, metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature));
            default:
                return null;
        }
    }

    /// <summary>The definition of a generic instance: GENERICINST (CLASS | VALUETYPE) type ... (ECMA-335, II.23.2.14).</summary>
    private static string? GenericDefinition(MetadataReader metadata, BlobReader signature)
    {
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        _ = signature.ReadCompressedInteger();
        return NameOf(metadata, signature.ReadTypeHandle());
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
