using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>A type gets a private lock, which some of the places that lock something else take instead.</summary>
internal static class OwnLock
{
    /// <summary>The type with the lock as its first member. The lock is static when one of the places is in static code.</summary>
    /// <param name="spare">A statement that nothing needs any more, or null.</param>
    public static TypeDeclarationSyntax InsteadOf(
        IReadOnlyCollection<ExpressionSyntax> places, LocalDeclarationStatementSyntax? spare, TypeDeclarationSyntax type, INamedTypeSymbol symbol, FixTarget target)
    {
        var isStatic = places.Any(place => target.Model.GetEnclosingSymbol(place.SpanStart, target.Cancellation) is { } around && IsInStatic(around));
        var name = LockField.FreeName(symbol, isStatic ? "s_gate" : "_gate", []);
        var field = LockField.Declare(type, name, isStatic, places.All(static place => place.Parent is LockStatementSyntax), target.Model);
        var rewritten = type.TrackNodes(places.Concat(spare is null ? [] : new SyntaxNode[] { spare }));
        rewritten = rewritten.ReplaceNodes(places.Select(place => rewritten.GetCurrentNode(place)!), (place, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(place));
        if (spare is not null)
        {
            rewritten = Without(rewritten.GetCurrentNode(spare)!, rewritten);
        }

        return (TypeDeclarationSyntax)rewritten.WithMembers(rewritten.Members.Insert(0, field));
    }

    private static bool IsInStatic(ISymbol around)
    {
        while (around is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction, IsStatic: false } inner)
        {
            around = inner.ContainingSymbol;
        }

        return around.IsStatic;
    }

    /// <summary>What stands before the statement, a comment or a blank line, stands before the next one then.</summary>
    private static TypeDeclarationSyntax Without(LocalDeclarationStatementSyntax spare, TypeDeclarationSyntax type)
    {
        var block = (BlockSyntax)spare.Parent!;
        var next = block.Statements[block.Statements.IndexOf(spare) + 1];
        var statements = block.Statements.Replace(next, next.WithLeadingTrivia(spare.GetLeadingTrivia()));
        return type.ReplaceNode(block, block.WithStatements(statements.RemoveAt(block.Statements.IndexOf(spare))));
    }
}
