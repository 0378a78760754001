using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Two lock statements, one directly in the other, change places.</summary>
internal static class SwapLocks
{
    /// <summary>The lock statement whose whole body is this one; null when there is none.</summary>
    public static LockStatementSyntax? DirectlyAround(LockStatementSyntax inner) => inner.Parent switch
    {
        LockStatementSyntax outer => outer,
        BlockSyntax { Statements.Count: 1, Parent: LockStatementSyntax outer } => outer,
        _ => null,
    };

    /// <summary>Only the two expressions move; comments stay where they were written.</summary>
    public static SyntaxNode In(SyntaxNode root, LockStatementSyntax outer, LockStatementSyntax inner)
    {
        var (outside, inside) = (outer.Expression, inner.Expression);
        return root.ReplaceNodes(
            [outside, inside],
            (place, _) => (place == outside ? inside : outside).WithTriviaFrom(place));
    }
}
