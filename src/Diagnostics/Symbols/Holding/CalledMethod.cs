using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>A method as a call instruction names it.</summary>
/// <param name="Type">Namespace and name of the declaring type; empty when it is generic or an array.</param>
/// <param name="Parameters">Number of parameters without <c>this</c>.</param>
/// <param name="ReturnsGeneric">The return type has type arguments: Task&lt;bool&gt; and not Task.</param>
/// <param name="Definition">The method itself when it is of the same module.</param>
internal sealed record CalledMethod(
    string Type, string Name, int Parameters, bool HasThis, bool ReturnsValue, bool ReturnsGeneric, MethodDefinitionHandle? Definition)
{
    /// <summary>Null when the token names no method.</summary>
    public static CalledMethod? Resolve(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Create(metadata, TypeName(metadata, method.GetDeclaringType()), method.Name, method.Signature, (MethodDefinitionHandle)handle);
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return member.GetKind() == MemberReferenceKind.Method
                    ? Create(metadata, TypeName(metadata, member.Parent), member.Name, member.Signature, null)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Namespace and name of a type, nested ones with a plus as the runtime writes them; empty for others than plain ones.</summary>
    public static string TypeName(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                return reference.ResolutionScope.Kind == HandleKind.TypeReference
                    ? $"{TypeName(metadata, reference.ResolutionScope)}+{metadata.GetString(reference.Name)}"
                    : Qualified(metadata, reference.Namespace, reference.Name);
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return definition.GetDeclaringType() is { IsNil: false } outer
                    ? $"{TypeName(metadata, outer)}+{metadata.GetString(definition.Name)}"
                    : Qualified(metadata, definition.Namespace, definition.Name);
            default:
                return "";
        }
    }

    private static string Qualified(MetadataReader metadata, StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

    private static CalledMethod Create(
        MetadataReader metadata, string type, StringHandle name, BlobHandle signature, MethodDefinitionHandle? definition)
    {
        const byte Void = 1;
        const byte GenericInstance = 0x15;
        const byte RequiredModifier = 0x1f;
        const byte OptionalModifier = 0x20;
        var reader = metadata.GetBlobReader(signature);
        var header = reader.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            _ = reader.ReadCompressedInteger();
        }

        var parameters = reader.ReadCompressedInteger();
        var returned = reader.ReadByte();
        while (returned is RequiredModifier or OptionalModifier)
        {
            _ = reader.ReadTypeHandle();
            returned = reader.ReadByte();
        }

        return new CalledMethod(type, metadata.GetString(name), parameters, header.IsInstance, returned != Void, returned == GenericInstance, definition);
    }
}
