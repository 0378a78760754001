using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Where a method calls a type, by its IL. It helps where the machine code has no line, as a call that the compiler has
/// inlined and whose rare path it has moved behind the end of the method, and where it has the line of a statement before.
/// </summary>
internal static class CallSites
{
    /// <summary>The calls of methods of a type.</summary>
    /// <param name="methodToken">The method that calls.</param>
    /// <param name="type">Simple name of the type, without its type arguments.</param>
    public static IEnumerable<ILInstruction> Of(ModuleSymbols module, int methodToken, string type)
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
                yield return instruction;
            }
        }
    }

    /// <summary>
    /// The IL offset of the only call of a method between two offsets; null when there is none or several. A map from
    /// machine code to IL has few places: a whole range belongs to one, and the call in it says where in the range it is.
    /// </summary>
    /// <param name="calledType">Simple name of the type that has the called method.</param>
    public static int? Only(ModuleSymbols module, int methodToken, int start, int end, string calledType, string calledMethod)
    {
        var calls = Of(module, methodToken, calledType)
            .Where(call => call.Offset >= start && call.Offset < end && NameOf(module.Metadata, MetadataTokens.EntityHandle(call.Token)) == calledMethod)
            .Take(2).ToArray();
        return calls is [var only] ? only.Offset : null;
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

    private static string? NameOf(MetadataReader metadata, EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodSpecification => NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)member).Method),
        HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)member).Name),
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)member).Name),
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
