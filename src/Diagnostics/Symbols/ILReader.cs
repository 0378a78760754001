using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;

namespace Unravel.Diagnostics.Symbols;

/// <summary>One IL instruction.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Token">Its metadata token operand; 0 when it has none.</param>
/// <param name="Constant">The 32-bit integer that it loads; null when it loads none.</param>
internal readonly record struct ILInstruction(int Offset, OpCode OpCode, int Token, int? Constant)
{
    /// <summary>Where the next instruction begins.</summary>
    public int Next { get; init; }

    /// <summary>Where it may jump to; empty when it is no jump.</summary>
    public ImmutableArray<int> Targets { get; init; }

    /// <summary>Number of the argument or local variable that it names; -1 for none.</summary>
    public int Variable { get; init; }
}

/// <summary>Splits method bodies into instructions (ECMA-335, partition III); bytes that are no instruction end the body.</summary>
internal static class ILReader
{
    private static readonly Dictionary<ushort, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .Where(code => code.OpCodeType != OpCodeType.Nternal) // prefixes of two-byte codes are none by themselves
        .ToDictionary(code => (ushort)code.Value);

    public static IEnumerable<ILInstruction> Read(byte[] body)
    {
        var at = 0;
        while (at < body.Length)
        {
            var offset = at;
            ushort value = body[at++];
            if (value == 0xfe && at < body.Length)
            {
                value = (ushort)(0xfe00 | body[at++]);
            }

            if (!s_opCodes.TryGetValue(value, out var code))
            {
                yield break;
            }

            var size = OperandSize(code.OperandType, body, at);
            if (size < 0 || size > body.Length - at)
            {
                yield break;
            }

            yield return new ILInstruction(offset, code, Token(code, body, at), Constant(code, body, at))
            {
                Next = at + size,
                Targets = Targets(code, body, at, at + size),
                Variable = Variable(code, body, at),
            };
            at += size;
        }
    }

    private static int OperandSize(OperandType type, byte[] body, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch when at + 4 <= body.Length =>
            (int)Math.Min(int.MaxValue, 4 + (4L * BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(at)))),
        OperandType.InlineSwitch => -1,
        _ => 4,
    };

    private static int Token(OpCode code, byte[] body, int at) => code.OperandType
        is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
        ? BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))
        : 0;

    private static ImmutableArray<int> Targets(OpCode code, byte[] body, int at, int next)
    {
        switch (code.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                return [next + (sbyte)body[at]];
            case OperandType.InlineBrTarget:
                return [next + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))];
            case OperandType.InlineSwitch:
                var targets = ImmutableArray.CreateBuilder<int>();
                for (var i = at + 4; i < next; i += 4)
                {
                    targets.Add(next + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(i)));
                }

                return targets.ToImmutable();
            default:
                return [];
        }
    }

    private static int Variable(OpCode code, byte[] body, int at) => code.OperandType switch
    {
        OperandType.ShortInlineVar => body[at],
        OperandType.InlineVar => BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(at)),

        // ldarg.0 to stloc.3 carry the number in the name; their codes follow each other in fours.
        _ when code.Value >= OpCodes.Ldarg_0.Value && code.Value <= OpCodes.Stloc_3.Value => (code.Value - OpCodes.Ldarg_0.Value) % 4,
        _ => -1,
    };

    private static int? Constant(OpCode code, byte[] body, int at)
    {
        if (code.Value >= OpCodes.Ldc_I4_M1.Value && code.Value <= OpCodes.Ldc_I4_8.Value)
        {
            return code.Value - OpCodes.Ldc_I4_0.Value;
        }

        return code.Value == OpCodes.Ldc_I4_S.Value ? (sbyte)body[at]
            : code.Value == OpCodes.Ldc_I4.Value ? BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))
            : null;
    }
}
