using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Whether a function catches what its awaits may throw. By syntax, so that a method in another file can be asked about.</summary>
internal static class Guards
{
    /// <summary>An await of the function stands outside of every try block that catches all exceptions.</summary>
    public static bool LetsExceptionsOut(SyntaxNode function) =>
        OwnNodes(function).Any(node => IsAwait(node) && !IsGuarded(node, function));

    /// <summary>The function catches all exceptions somewhere, and no await is outside of that.</summary>
    public static bool HandlesExceptions(SyntaxNode function) =>
        OwnNodes(function).Any(node => node is TryStatementSyntax statement && CatchesAll(statement)) && !LetsExceptionsOut(function);

    private static bool IsAwait(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax => true,
        CommonForEachStatementSyntax loop => loop.AwaitKeyword.RawKind != 0,
        UsingStatementSyntax scope => scope.AwaitKeyword.RawKind != 0,
        LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword.RawKind != 0,
        _ => false,
    };

    private static bool IsGuarded(SyntaxNode node, SyntaxNode function)
    {
        for (var current = node; current != function && current.Parent is { } parent; current = parent)
        {
            if (parent is TryStatementSyntax statement && statement.Block == current && CatchesAll(statement))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CatchesAll(TryStatementSyntax statement) => statement.Catches.Any(handler =>
        handler.Filter is null
        && (handler.Declaration is null || handler.Declaration.Type is SimpleNameSyntax { Identifier.ValueText: "Exception" }
            or QualifiedNameSyntax { Right.Identifier.ValueText: "Exception" })
        && !handler.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax));

    private static IEnumerable<SyntaxNode> OwnNodes(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));
}
