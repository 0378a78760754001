using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Unravel.CodeFixes.Edits;

/// <summary>The statements between two of a block go into a try, and the second of the two into its finally.</summary>
internal static class WrapInTryFinally
{
    /// <summary>The changed tree; null when the two are not in one block, or there is nothing between them.</summary>
    public static SyntaxNode? Between(SyntaxNode root, StatementSyntax first, StatementSyntax last)
    {
        if (first.Parent is not BlockSyntax block || last.Parent != block)
        {
            return null;
        }

        var (from, to) = (block.Statements.IndexOf(first), block.Statements.IndexOf(last));
        if (to <= from + 1)
        {
            return null;
        }

        var body = block.Statements.Skip(from + 1).Take(to - from - 1);
        var release = last.WithoutTrailingTrivia().WithLeadingTrivia(Comments(last)).WithTrailingTrivia(last.GetTrailingTrivia());
        var wrapped = SyntaxFactory.TryStatement(SyntaxFactory.Block(body), default, SyntaxFactory.FinallyClause(SyntaxFactory.Block(release)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var statements = block.Statements.Take(from + 1).Append(wrapped).Concat(block.Statements.Skip(to + 1));
        return root.ReplaceNode(block, block.WithStatements(SyntaxFactory.List(statements)));
    }

    // The blank line before a release is of no use in a block of its own; a comment is.
    private static SyntaxTriviaList Comments(StatementSyntax statement) =>
        SyntaxFactory.TriviaList(statement.GetLeadingTrivia().SkipWhile(static part => part.IsKind(SyntaxKind.WhitespaceTrivia) || part.IsKind(SyntaxKind.EndOfLineTrivia)));
}
