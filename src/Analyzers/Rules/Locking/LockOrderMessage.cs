using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>The arguments of a lock-order message that say how each side comes to its locks.</summary>
internal static class LockOrderMessage
{
    private const int MostNames = 5;

    /// <summary>Which calls lead to the lock, or nothing when the lock is taken at the place itself.</summary>
    public static string Through(OrderSite site) =>
        site.Path.IsEmpty ? "" : $" through {Chain(site.Path, site.Function.ContainingType)}";

    /// <summary>The members that close the cycle, each with its line and the calls that lead to its lock.</summary>
    public static string Others(OrderSite site, IReadOnlyList<OrderSite> others)
    {
        var members = others.Select(other =>
            $"'{NameOf(other.Function, site.Function.ContainingType)}' ({PlaceOf(other, site)}{(other.Path.IsEmpty ? "" : "," + Through(other))})").ToList();
        var last = members[members.Count - 1];
        return members.Count == 1 ? last : $"a chain of {string.Join(", ", members.Take(members.Count - 1))} and {last}";
    }

    private static string Chain(ImmutableArray<IMethodSymbol> path, INamedTypeSymbol? reader)
    {
        var names = path.Select(called => $"'{NameOf(called, reader)}'").ToList();
        if (names.Count > MostNames)
        {
            names.RemoveRange(MostNames - 1, names.Count - MostNames);
            names.Insert(MostNames - 1, "...");
        }

        return string.Join(" -> ", names);
    }

    private static string PlaceOf(OrderSite other, OrderSite site)
    {
        var line = $"line {other.At.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
        return other.At.SyntaxTree == site.At.SyntaxTree ? line : $"{line} of {Path.GetFileName(other.At.SyntaxTree.FilePath)}";
    }

    // The name alone within the outermost type that the message is in; elsewhere with its type.
    private static string NameOf(ISymbol function, INamedTypeSymbol? reader)
    {
        // A lambda has no name; its member has.
        while (function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction, ContainingSymbol: { } around })
        {
            function = around;
        }

        var name = Name(function);
        return function.ContainingType is { } type && reader is not null && name != type.Name
            && !SymbolEqualityComparer.Default.Equals(OutermostType.Of(type).OriginalDefinition, OutermostType.Of(reader).OriginalDefinition)
                ? $"{type.Name}.{name}"
                : name;
    }

    private static string Name(ISymbol function) => function switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.Destructor } finalizer => "~" + finalizer.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => function.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        IMethodSymbol { AssociatedSymbol: IPropertySymbol { IsIndexer: true } } => "this[]",
        IMethodSymbol { AssociatedSymbol: { } owner } => owner.Name,
        IMethodSymbol { Name: "<Main>$" } => "top-level statements",
        _ => function.Name,
    };
}
