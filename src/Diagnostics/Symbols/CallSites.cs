using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Where a method calls a type, by its IL. It helps where the machine code has no line: a call that the compiler has
/// inlined, whose rare path it has moved behind the end of the method.
/// </summary>
internal static class CallSites
{
    /// <summary>The IL offsets of the calls of methods of a type.</summary>
    /// <param name="methodToken">The method that calls.</param>
    /// <param name="type">Simple name of the type, without its type arguments.</param>
    public static IEnumerable<int> Of(ModuleSymbols module, int methodToken, string type)
    {
        if (MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition } method)
        {
            yield break;
        }

        foreach (var instruction in ILReader.Read(module.BodyOf((MethodDefinitionHandle)method)))
        {
            if (instruction.OpCode.OperandType == OperandType.InlineMethod
                && NameOfOwner(module.Metadata, MetadataTokens.EntityHandle(instruction.Token)) == type)
            {
                yield return instruction.Offset;
            }
        }
    }

    /// <summary><c>System.Threading.Tasks.Task&lt;int&gt;</c> is <c>Task</c>, as is <c>Task`1</c>.</summary>
    public static string SimpleName(string type)
    {
        var end = type.IndexOfAny(['<', '`']);
        var plain = end < 0 ? type : type[..end];
        return plain[(plain.LastIndexOfAny(['.', '+']) + 1)..];
    }

    private static string? NameOfOwner(MetadataReader metadata, EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodSpecification => NameOfOwner(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)member).Method),
        HandleKind.MemberReference => NameOfType(metadata, metadata.GetMemberReference((MemberReferenceHandle)member).Parent),
        HandleKind.MethodDefinition => NameOfType(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType()),
        _ => null,
    };

    private static string? NameOfType(MetadataReader metadata, EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => SimpleName(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)),
        HandleKind.TypeDefinition => SimpleName(metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name)),
        HandleKind.TypeSpecification => NameOfInstance(metadata, (TypeSpecificationHandle)type),
        _ => null,
    };

    /// <summary>A generic instance: GENERICINST, CLASS or VALUETYPE, the type (ECMA-335, II.23.2.14).</summary>
    private static string? NameOfInstance(MetadataReader metadata, TypeSpecificationHandle type)
    {
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification(type).Signature);
        return blob.Length > 2 && blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && blob.ReadByte() is 0x11 or 0x12
            ? NameOfType(metadata, blob.ReadTypeHandle())
            : null;
    }
}
