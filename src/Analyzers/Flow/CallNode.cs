using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>A function of the compilation as far as locks are concerned. All locks are named as other types name them.</summary>
/// <param name="summary">What it does; null for a function of a type that takes no lock.</param>
/// <param name="type">The type that the summary belongs to.</param>
internal sealed class CallNode(ISymbol function, FunctionSummary? summary, TypeSummary? type)
{
    // Beyond this many ways to take locks below one function, more of them say nothing new.
    private const int MostReached = 32;

    public ISymbol Function { get; } = function;

    public FunctionSummary? Summary { get; } = summary;

    public TypeSummary? Type { get; } = type;

    public List<CallEdge> Calls { get; } = [];

    public List<CallEdge> Callers { get; } = [];

    /// <summary>What every caller holds when the function starts; null while no caller was seen.</summary>
    public HoldSet? Entry { get; set; }

    /// <summary>The locks that it takes by itself.</summary>
    public IReadOnlyList<Acquisition> Own { get; init; } = [];

    /// <summary>The locks that it takes, by itself or through others, each with what is held by then since its start.</summary>
    public List<Acquisition> Reached { get; } = [];

    /// <summary>Notes what the functions that it calls take; returns whether that is news.</summary>
    public bool Reach()
    {
        var before = Reached.Count;
        foreach (var call in Calls)
        {
            foreach (var taken in call.Reached().ToImmutableArray())
            {
                if (Reached.Count < MostReached && !Reached.Exists(known => known.Hold.Equals(taken.Hold) && known.Held.Equals(taken.Held)))
                {
                    Reached.Add(taken);
                }
            }
        }

        return Reached.Count > before;
    }
}

/// <summary>A call, and what the caller itself holds during it.</summary>
/// <param name="Call">The call as its type's summary has it; null in a function of a type that takes no lock.</param>
internal sealed record CallEdge(CallNode Caller, CallNode Callee, HoldSet Held, Call? Call)
{
    // The longer the way, the likelier a state that is checked on it keeps the two sides apart: so it was where public code was
    // read for ways of five calls and more.
    private const int LongestPath = 4;

    // Another instance of the caller's own type, whose lock would be taken for the caller's; and one that is just made, whose
    // locks nobody waits for.
    private readonly bool _isOfItsOwn =
        Callee.Function is IMethodSymbol { MethodKind: MethodKind.Constructor }
        || (Call?.Receiver == Receiver.Other && !Callee.Function.IsStatic && Caller.Type == Callee.Type);

    /// <summary>A lambda that is run where it is written: it starts with what is held around it, and is no step for a reader.</summary>
    public bool IsOfLambda => Call is { IsOfLambda: true };

    /// <summary>The locks that the callee reaches, as the caller sees them; those that mean another lock to it are left out.</summary>
    public IEnumerable<Acquisition> Reached() =>
        from taken in Callee.Reached
        where taken.Path.Length < LongestPath && (taken.Lock.IsGlobal || !_isOfItsOwn)
        select taken with
        {
            Held = Held.Union(taken.Held),
            Path = IsOfLambda ? taken.Path : taken.Path.Insert(0, (IMethodSymbol)Callee.Function),
        };
}
