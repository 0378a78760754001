using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Where the fields of one type are locked and where they are assigned.</summary>
internal sealed class LockFieldFacts
{
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Write>> _writes = new(SymbolEqualityComparer.Default);

    public ConcurrentBag<(ISymbol Field, SyntaxNode At)> Locks { get; } = [];

    /// <summary>Takes note of a reference to a field or property when it gives the field another object.</summary>
    public void AddReference(IMemberReferenceOperation reference, ISymbol containing)
    {
        if (!Accesses.Writes(reference) || Enclosing.IsInConstruction(reference, containing))
        {
            return;
        }

        var write = new Write(reference.Syntax, containing, IsUnderItsOwnLock(reference), IsHarmless(reference, containing));
        _writes.GetOrAdd(reference.Member, static _ => []).Add(write);
    }

    /// <summary>The writes outside of constructors, in the order of the source.</summary>
    public IReadOnlyList<Write> WritesOf(ISymbol field) =>
        _writes.TryGetValue(field, out var writes)
            ? [.. writes.OrderBy(write => write.At.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(write => write.At.SpanStart)]
            : [];

    private static bool IsUnderItsOwnLock(IMemberReferenceOperation reference)
    {
        var place = Place.Of(reference);
        return place is not null && Enclosing.Locks(reference).Any(statement => place.Equals(Place.Of(statement.LockedValue)));
    }

    // Made once, by whoever comes first, or by the deserialiser, which runs no constructor: nobody has the object before.
    private static bool IsHarmless(IMemberReferenceOperation reference, ISymbol containing) =>
        reference.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" or "LazyInitializer" } }
        || containing.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "OnDeserializedAttribute" or "OnDeserializingAttribute");

    /// <summary>A place that gives a field another object.</summary>
    internal sealed record Write(SyntaxNode At, ISymbol In, bool UnderItsOwnLock, bool Harmless);
}
