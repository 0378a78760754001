using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Reads the MoveNext of a state machine. Before it suspends, the compiler stores the number of the await in the field
/// <c>&lt;&gt;1__state</c>: the offset of that store tells where in the source state k stands.
/// </summary>
internal static class StateMachineIL
{
    private const string StateField = "<>1__state";

    /// <summary>For each state from 0 on, the IL offset at which it is stored; -1 for a state that is never stored.</summary>
    public static IReadOnlyList<int> SuspensionOffsets(ModuleSymbols module, MethodDefinitionHandle moveNext)
    {
        var offsets = new List<int>();
        var lastConstant = int.MinValue;
        foreach (var instruction in ILReader.Read(module.BodyOf(moveNext)))
        {
            if (instruction.Constant is { } constant)
            {
                lastConstant = constant;
            }
            else if (instruction.OpCode.Value == OpCodes.Stfld.Value)
            {
                // ldarg.0; ldc.i4 k; dup; stloc.0; stfld <>1__state
                if (lastConstant >= 0 && IsStateField(module.Metadata, instruction.Token))
                {
                    while (offsets.Count <= lastConstant && lastConstant < 10_000)
                    {
                        offsets.Add(-1);
                    }

                    if (lastConstant < offsets.Count && offsets[lastConstant] < 0)
                    {
                        offsets[lastConstant] = instruction.Offset;
                    }
                }

                lastConstant = int.MinValue;
            }
            else if (instruction.OpCode.Value != OpCodes.Dup.Value && !IsStoreLocal(instruction.OpCode))
            {
                lastConstant = int.MinValue;
            }
        }

        return offsets;
    }

    /// <summary>The method that holds the body of an async method; null when the type is no state machine.</summary>
    public static MethodDefinitionHandle? MoveNextOf(ModuleSymbols module, TypeDefinitionHandle type)
    {
        foreach (var method in module.Metadata.GetTypeDefinition(type).GetMethods())
        {
            if (module.Metadata.StringComparer.Equals(module.Metadata.GetMethodDefinition(method).Name, "MoveNext"))
            {
                return method;
            }
        }

        return null;
    }

    private static bool IsStoreLocal(OpCode code) =>
        code.Value == OpCodes.Stloc_0.Value || code.Value == OpCodes.Stloc_1.Value || code.Value == OpCodes.Stloc_2.Value
        || code.Value == OpCodes.Stloc_3.Value || code.Value == OpCodes.Stloc_S.Value || code.Value == OpCodes.Stloc.Value;

    private static bool IsStateField(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        var name = handle.Kind switch
        {
            HandleKind.FieldDefinition => metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name,
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)handle).Name, // generic types
            _ => default,
        };
        return !name.IsNil && metadata.StringComparer.Equals(name, StateField);
    }
}
