using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>The arguments of a lock-order message that say where the other side is.</summary>
internal static class LockOrderMessage
{
    /// <summary>Which call leads to the lock, or nothing when the lock is taken at the place itself.</summary>
    public static string Through(OrderSite site) =>
        site.Through is { } called ? $" through '{NameOf(called)}'" : "";

    /// <summary>The members that close the cycle, each with its line.</summary>
    public static string Others(OrderSite site, IReadOnlyList<OrderSite> others)
    {
        var members = others.Select(other => $"'{NameOf(other.Function)}' ({PlaceOf(other, site)})").ToList();
        var last = members[members.Count - 1];
        return members.Count == 1 ? last : $"a chain of {string.Join(", ", members.Take(members.Count - 1))} and {last}";
    }

    private static string PlaceOf(OrderSite other, OrderSite site)
    {
        var line = $"line {other.At.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
        return other.At.SyntaxTree == site.At.SyntaxTree ? line : $"{line} of {Path.GetFileName(other.At.SyntaxTree.FilePath)}";
    }

    private static string NameOf(ISymbol function)
    {
        // A lambda has no name; its member has.
        while (function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction, ContainingSymbol: { } around })
        {
            function = around;
        }

        return function switch
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
}
