using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Values that the processor writes in several steps: wider than a word of it. What is not known counts as one step.</summary>
internal sealed class WideValues(Compilation compilation)
{
    private const int Unknown = 0;
    private const int Deepest = 6;

    // Reference assemblies do not show what is in these.
    private static readonly Dictionary<string, int> s_sizes = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = 16, ["System.DateTimeOffset"] = 16, ["System.Int128"] = 16, ["System.UInt128"] = 16, ["System.Numerics.Complex"] = 16, ["System.Numerics.BigInteger"] = 16,
        ["System.Memory"] = 16, ["System.ReadOnlyMemory"] = 16, ["System.ArraySegment"] = 16, ["System.TimeSpan"] = 8, ["System.DateTime"] = 8, ["System.TimeOnly"] = 8,
        ["System.DateOnly"] = 4, ["System.Threading.CancellationToken"] = 8, ["System.Collections.Immutable.ImmutableArray"] = 8, ["System.Numerics.Vector3"] = 12,
        ["System.Numerics.Vector4"] = 16, ["System.Numerics.Quaternion"] = 16,
    };

    private readonly int _word = compilation.Options.Platform is Platform.X86 or Platform.Arm or Platform.AnyCpu32BitPreferred ? 4 : 8;

    public bool IsWide(ITypeSymbol type) => type.IsValueType && SizeOf(type, 0) > _word;

    private int SizeOf(ITypeSymbol type, int depth)
    {
        if (type.IsReferenceType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            return _word;
        }

        if (type is not INamedTypeSymbol { IsValueType: true } named || depth > Deepest)
        {
            return Unknown; // a type parameter
        }

        switch (named.SpecialType)
        {
            case SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte:
                return 1;
            case SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16:
                return 2;
            case SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single:
                return 4;
            case SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double:
                return 8;
            case SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return _word;
            case SpecialType.System_Decimal:
                return 16;
        }

        if (named.EnumUnderlyingType is { } number)
        {
            return SizeOf(number, depth + 1);
        }

        if (s_sizes.TryGetValue($"{named.ContainingNamespace}.{named.Name}", out var size))
        {
            return size;
        }

        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return Sum([1, SizeOf(named.TypeArguments[0], depth + 1)]);
        }

        return named switch
        {
            { Name: "KeyValuePair", Arity: 2 } => Sum(named.TypeArguments.Select(part => SizeOf(part, depth + 1))),
            { IsTupleType: true, Arity: < 8 } => Sum(named.TupleElements.Select(part => SizeOf(part.Type, depth + 1))),
            _ when named.DeclaringSyntaxReferences.IsEmpty => Unknown,
            _ => Sum(named.GetMembers().OfType<IFieldSymbol>().Where(static part => !part.IsStatic && !part.IsConst).Select(part => SizeOf(part.Type, depth + 1))),
        };
    }

    // Each part begins at a multiple of its size, up to a word.
    private int Sum(IEnumerable<int> parts)
    {
        var (sum, widest) = (0, 1);
        foreach (var part in parts)
        {
            if (part == Unknown)
            {
                return Unknown;
            }

            var step = Math.Min(part, _word);
            sum = RoundUp(sum, step) + part;
            widest = Math.Max(widest, step);
        }

        return RoundUp(sum, widest);
    }

    private static int RoundUp(int size, int step) => (size + step - 1) / step * step;
}
