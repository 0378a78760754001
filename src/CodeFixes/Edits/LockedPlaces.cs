using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>The expressions of a tree that lock statements and calls of Monitor take for their object.</summary>
internal static class LockedPlaces
{
    /// <summary>A type that can get a lock of its own: written in one place, and one for all of its objects.</summary>
    public static bool CanHaveLock(TypeDeclarationSyntax type, INamedTypeSymbol symbol) =>
        type is ClassDeclarationSyntax && symbol.DeclaringSyntaxReferences.Length == 1 && !HasTypeParameters(symbol);

    /// <summary>Those of a type, without the types in it.</summary>
    public static IEnumerable<ExpressionSyntax> OwnOf(TypeDeclarationSyntax type) =>
        In(type).Where(place => place.FirstAncestorOrSelf<TypeDeclarationSyntax>() == type);

    public static IEnumerable<ExpressionSyntax> In(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case LockStatementSyntax statement:
                    yield return statement.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver }, ArgumentList.Arguments: { Count: > 0 } arguments }
                    when receiver is IdentifierNameSyntax { Identifier.ValueText: "Monitor" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Monitor" }:
                    yield return arguments[0].Expression;
                    break;
            }
        }
    }

    /// <summary>Without parentheses and casts, which lock the same object.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        CastExpressionSyntax cast => Bare(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Bare(sure.Operand),
        _ => expression,
    };

    private static bool HasTypeParameters(INamedTypeSymbol? type) =>
        type is not null && (type.TypeParameters.Length > 0 || HasTypeParameters(type.ContainingType));
}
