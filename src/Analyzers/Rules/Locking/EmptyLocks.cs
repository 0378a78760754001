using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Lock statements that guard nothing.</summary>
internal static class EmptyLocks
{
    /// <summary>A body without statements. A comment in it, or right above, says that it is meant.</summary>
    public static bool IsEmpty(IOperation operation) =>
        operation is ILockOperation { Syntax: LockStatementSyntax { Statement: var body } statement }
        && !HasComment(statement.GetLeadingTrivia())
        && body switch
        {
            BlockSyntax block => block.Statements.All(inner => inner is EmptyStatementSyntax) && !HasComment(block.OpenBraceToken.TrailingTrivia.Concat(block.CloseBraceToken.LeadingTrivia)),
            EmptyStatementSyntax empty => !HasComment(statement.CloseParenToken.TrailingTrivia.Concat(empty.GetLeadingTrivia())),
            _ => false,
        };

    private static bool HasComment(IEnumerable<SyntaxTrivia> inside) =>
        inside.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
