using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>When the code of a function runs, as far as other threads are concerned.</summary>
internal enum Construction
{
    None,

    /// <summary>While its instance is made: nobody else has the instance yet, so nobody else holds its locks.</summary>
    Instance,

    /// <summary>While its type is initialised: other threads wait at the door of the type.</summary>
    Static,
}

/// <summary>How the instance that a call runs on relates to the caller's.</summary>
internal enum Receiver
{
    /// <summary>The same instance, or the same call of the same member (local functions).</summary>
    Same,

    /// <summary>Another instance, or none.</summary>
    Other,
}

/// <summary>A lock taken by a function itself, and what it held before.</summary>
internal sealed record Acquisition(LockIdentity Lock, HoldSet Held, SyntaxNode At);

/// <summary>A call of a function of the same type (or of a type nested with it), and what is held during it.</summary>
internal sealed record Call(IMethodSymbol Target, Receiver Receiver, HoldSet Held, SyntaxNode At);

/// <summary>
/// What one function (member, local function, lambda, initialiser) does by itself. Facts that need other functions are in
/// <see cref="TypeSummary"/>.
/// </summary>
internal sealed class FunctionSummary(ISymbol function)
{
    public ISymbol Function { get; } = function;

    public List<Acquisition> Acquisitions { get; } = [];

    public List<Call> Calls { get; } = [];

    /// <summary>Functions that are turned into delegates here: who calls them, and when, is unknown.</summary>
    public List<IMethodSymbol> Escaping { get; } = [];

    /// <summary>Whether a call runs the body to its end: not so for iterators and async functions.</summary>
    public bool RunsInCall { get; set; } = true;
}
