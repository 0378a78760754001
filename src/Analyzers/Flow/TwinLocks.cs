using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// One lock field of two instances of one type, taken one in the other: a call with the two exchanged takes them the other
/// way round, unless something decides which comes first.
/// </summary>
internal static class TwinLocks
{
    // Names that say that the one is above the other, so that nobody exchanges them.
    private static readonly string[] s_ranked = ["parent", "child", "owner", "next", "previous", "prev", "root", "inner", "outer", "first", "second", "left", "right", "lower", "upper", "low", "high"];

    /// <summary>Whether the site takes the second of two equal locks in no order that the source decides.</summary>
    public static bool IsUndecided(OrderSite site) =>
        site.Path.IsEmpty && AreTwins(site)
        && Other(site.Taken, site.Held) is { } other && IsOfSameType(site)
        && Body(site.At) is { } body && !Decides(body, other.Name);

    /// <summary>Whether both are the same field, of two instances.</summary>
    public static bool AreTwins(OrderSite site) =>
        !site.Held.Equals(site.Taken)
        && site.Held.Path.Length == 1 && site.Taken.Path.Length == 1
        && SymbolEqualityComparer.Default.Equals(site.Held.Path[0], site.Taken.Path[0]);

    // At least one of the two is a parameter: locals are chosen by the code before, and that is what an order is made by.
    private static IParameterSymbol? Other(LockIdentity taken, LockIdentity held)
    {
        var roots = new[] { taken, held };
        return Array.TrueForAll(roots, static root => root.Root == LockRoot.This || (root is { Root: LockRoot.Variable, Anchor: IParameterSymbol parameter } && !IsRanked(parameter.Name)))
            ? (taken.Anchor ?? held.Anchor) as IParameterSymbol
            : null;
    }

    private static bool IsRanked(string name) => Array.Exists(s_ranked, rank => name.StartsWith(rank, StringComparison.OrdinalIgnoreCase));

    // The parameter has the very type that the field is declared in: a derived type may have a rank.
    private static bool IsOfSameType(OrderSite site) =>
        new[] { site.Held, site.Taken }.All(lockOf => lockOf.Anchor is not IParameterSymbol parameter
            || SymbolEqualityComparer.Default.Equals(parameter.Type.OriginalDefinition, site.Taken.Path[0].ContainingType.OriginalDefinition));

    private static SyntaxNode? Body(SyntaxNode at) => at.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    // A comparison of the other instance with something: by number, by name, by hash.
    private static bool Decides(SyntaxNode body, string other) =>
        body.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } comparison => Names(comparison, other),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } } call =>
                (called.StartsWith("Compare", StringComparison.Ordinal) || called is "GetHashCode") && Names(call, other),
            _ => false,
        });

    private static bool Names(SyntaxNode node, string name) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name);
}
