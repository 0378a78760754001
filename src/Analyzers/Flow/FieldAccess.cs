using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>What an access does to the value of a field.</summary>
internal enum AccessKind
{
    Read,

    Write,

    /// <summary>Reads and writes in two steps: <c>++</c>, <c>+=</c>, <c>??=</c>.</summary>
    Compound,

    /// <summary>By Interlocked: one step for all threads.</summary>
    Atomic,

    /// <summary>By Volatile.Read.</summary>
    VolatileRead,

    /// <summary>By Volatile.Write.</summary>
    VolatileWrite,

    /// <summary>A reference to the field is handed on: what is done with it is unknown.</summary>
    Reference,
}

/// <summary>Whose field it is.</summary>
internal enum AccessReceiver
{
    /// <summary>The field is static.</summary>
    Static,

    /// <summary>The instance that the code runs on.</summary>
    This,

    /// <summary>An object that this function has just made; nobody else knows it yet, unless the function has let it out.</summary>
    Fresh,

    /// <summary>Another instance.</summary>
    Other,
}

/// <summary>One access to a field, or to an auto-property (by its backing field), in the code of its own type.</summary>
/// <param name="Field">The field.</param>
/// <param name="Kind">What is done with its value. A change inside the object that it refers to is a read of the field.</param>
/// <param name="Receiver">Whose field it is.</param>
/// <param name="Held">The locks that the function itself holds for certain; see <see cref="TypeSummary.HeldAt(FieldAccess)"/>.</param>
/// <param name="Operation">The reference, with its parents.</param>
/// <param name="Function">Whose code it is.</param>
internal sealed record FieldAccess(
    IFieldSymbol Field, AccessKind Kind, AccessReceiver Receiver, HoldSet Held, IOperation Operation, FunctionSummary Function)
{
    public bool MayWrite => Kind is not (AccessKind.Read or AccessKind.VolatileRead);

    /// <summary>An access that needs no lock by itself.</summary>
    public bool IsSynchronised => Kind is AccessKind.Atomic or AccessKind.VolatileRead or AccessKind.VolatileWrite;
}
