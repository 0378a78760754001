using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>What the heap walk knows of a type: its sizes, and whether anybody is interested in its objects.</summary>
internal sealed class HeapType(ClrType type, IHeapInterest? interest)
{
    public ClrType Type { get; } = type;

    /// <summary>Who wants to see its objects; null for nobody.</summary>
    public IHeapInterest? Interest { get; } = interest;

    public bool IsFree { get; } = type.IsFree;

    /// <summary>Size of an object without elements. For strings the library leaves the terminator out.</summary>
    private readonly ulong _fixedSize = (ulong)type.StaticSize + (type.IsString ? sizeof(char) : 0u);

    private readonly ulong _elementSize = (ulong)type.ComponentSize;

    public bool HasElements => _elementSize != 0;

    /// <summary>Bytes of an object, as the heap aligns it.</summary>
    public ulong SizeOf(uint elements) =>
        Math.Max(MinObjectSize, (_fixedSize + (_elementSize * elements) + 7) & ~7UL);

    private const ulong MinObjectSize = 24;
}

/// <summary>Who wants to see the objects of one type.</summary>
internal interface IHeapInterest
{
    /// <summary>Called for each object of the type, with its bytes from the address on.</summary>
    void Visit(ulong address, ReadOnlySpan<byte> bytes);
}

/// <summary>Says which types are of interest, and hears who refers to the addresses looked for.</summary>
internal interface IHeapVisitor
{
    /// <summary>Called once per type; null: not interested.</summary>
    IHeapInterest? InterestIn(ClrType type);

    /// <summary>Called for each place on the heap that holds one of the addresses looked for.</summary>
    void VisitReference(ulong slot, ulong value, ulong owner, ClrType ownerType);
}
