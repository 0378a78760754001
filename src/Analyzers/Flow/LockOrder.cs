using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>One place where a lock is taken while another is held: an arrow of the lock-order graph.</summary>
/// <param name="HeldAs">The lock that is held.</param>
/// <param name="TakenAs">The lock that is taken.</param>
/// <param name="AllHeld">All locks that are held at that moment, those of every caller included.</param>
/// <param name="At">The lock expression, or the call that leads to it.</param>
/// <param name="TakenAt">The lock expression.</param>
/// <param name="Function">Whose code it is.</param>
/// <param name="Path">The functions that are called, one by the other, from <paramref name="At"/> on; empty when the lock is taken there.</param>
internal sealed record OrderSite(
    Hold HeldAs,
    Hold TakenAs,
    HoldSet AllHeld,
    SyntaxNode At,
    SyntaxNode TakenAt,
    ISymbol Function,
    ImmutableArray<IMethodSymbol> Path)
{
    public LockIdentity Held => HeldAs.Lock;

    public LockIdentity Taken => TakenAs.Lock;

    /// <summary>The outermost types whose code leads to it, with repetitions.</summary>
    public IEnumerable<INamedTypeSymbol> Types => Path.Select(static called => called.ContainingType).Prepend(Function.ContainingType)
        .Select(static type => OutermostType.Of(type).OriginalDefinition);
}

/// <summary>Collects in which orders the functions of a type take their locks.</summary>
internal static class LockOrder
{
    /// <summary>All arrows, in source order.</summary>
    public static List<OrderSite> Of(TypeSummary type)
    {
        var sites = new List<OrderSite>();
        foreach (var function in type.Functions)
        {
            var entry = type.HeldAtEntry(function);
            foreach (var own in function.Acquisitions)
            {
                Add(own.Held, own with { Held = own.Held.Union(entry) }, own.At);
            }

            foreach (var call in function.Calls)
            {
                if (!call.Held.IsEmpty && !call.IsOfLambda) // a lambda starts with what is held around it
                {
                    foreach (var below in type.Reached(call))
                    {
                        Add(call.Held, below with { Held = below.Held.Union(entry) }, call.At);
                    }
                }
            }

            void Add(HoldSet heldHere, Acquisition taken, SyntaxNode at)
            {
                if (taken.Held.Contains(taken.Lock))
                {
                    return; // re-entrant: nothing is waited for
                }

                foreach (var held in heldHere.All)
                {
                    if (type.IsExclusive(held) && type.IsExclusive(taken.Hold)
                        && !IsUnshared(held.Lock, function, type) && !IsUnshared(taken.Lock, function, type))
                    {
                        sites.Add(new(held, taken.Hold, taken.Held, at, taken.At, function.Function, taken.Path));
                    }
                }
            }
        }

        sites.Sort(static (left, right) => Compare(left, right));
        return sites;
    }

    // A lock that no other thread can reach yet cannot be waited for.
    internal static bool IsUnshared(LockIdentity identity, FunctionSummary function, TypeSummary type) =>
        identity.Root == LockRoot.Local
        || type.ConstructionOf(function) switch
        {
            Construction.Instance => identity.Root == LockRoot.This,
            Construction.Static => identity.Root == LockRoot.Static
                && SymbolEqualityComparer.Default.Equals(identity.Path[0].ContainingType, function.Function.ContainingType),
            _ => false,
        };

    internal static int Compare(OrderSite left, OrderSite right)
    {
        var result = ComparePlaces(left.At, right.At);
        result = result != 0 ? result : string.CompareOrdinal(left.Held.Name, right.Held.Name);
        result = result != 0 ? result : string.CompareOrdinal(left.Taken.Name, right.Taken.Name);
        return result != 0 ? result : ComparePlaces(left.TakenAt, right.TakenAt);
    }

    internal static int ComparePlaces(SyntaxNode left, SyntaxNode right)
    {
        var result = string.CompareOrdinal(left.SyntaxTree.FilePath, right.SyntaxTree.FilePath);
        return result != 0 ? result : left.SpanStart.CompareTo(right.SpanStart);
    }
}
