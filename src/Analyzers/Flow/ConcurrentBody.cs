using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>Code that a function starts on another thread, and how long it may run beside the code that follows.</summary>
/// <param name="Code">The lambda, local function or method that runs there.</param>
/// <param name="At">The delegate, where it is handed over.</param>
/// <param name="Starter">The function that starts it.</param>
/// <param name="Api">What it is handed to, as in <c>Task.Run</c>.</param>
/// <param name="IsParallel">Several threads run it at once by contract: the body of a parallel loop.</param>
internal sealed record ConcurrentBody(IOperation Code, IOperation At, IOperation Starter, string Api, bool IsParallel)
{
    /// <summary>Loops and lambdas around the start that start it again before it was joined.</summary>
    public IReadOnlyList<IOperation> Repeaters { get; init; } = [];

    /// <summary>From this position of the source on it runs.</summary>
    public int From { get; init; }

    /// <summary>Here it has ended for certain: it was awaited, joined, or waited for; the end of all when it never is.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>The call that starts it, when it was made before.</summary>
    public IOperation? StartCall { get; init; }

    /// <summary>The starter does not go on while it runs, so that there is nothing that follows.</summary>
    public bool IsSynchronous { get; init; }

    public bool Overlaps(ConcurrentBody other) => From < other.Until && other.From < Until;
}

/// <summary>What code does with a variable.</summary>
internal enum VariableUseKind
{
    Read,

    /// <summary>Gives it a value that is not made of the old one.</summary>
    Set,

    /// <summary>Gives it a constant, or a value where it has none yet: done twice it is done once.</summary>
    SetAnyway,

    /// <summary>Reads and writes it in two steps.</summary>
    Update,

    /// <summary>Changes the collection in it.</summary>
    Change,

    /// <summary>Looks into the collection in it.</summary>
    Look,

    /// <summary>By Interlocked or Volatile, or by a reference that is handed on.</summary>
    Other,
}

/// <summary>A use of a local, a parameter, or a field of this instance or of the type.</summary>
internal sealed record VariableUse(ISymbol Variable, IOperation Reference, VariableUseKind Kind, bool IsGuarded)
{
    public int Position => Reference.Syntax.SpanStart;

    /// <summary>The whole step: the assignment, the call.</summary>
    public IOperation Step { get; init; } = Reference;
}

/// <summary>A change of a variable that another thread may disturb.</summary>
/// <param name="Change">The change.</param>
/// <param name="Body">The started code that it is in, or that it disturbs.</param>
/// <param name="Other">What the other thread does there; null when it is the same code.</param>
internal sealed record SharedChange(VariableUse Change, ConcurrentBody Body, VariableUse? Other);
