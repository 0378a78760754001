using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>Puts <c>await</c> before an expression that takes the place of another one.</summary>
internal static class AddAwait
{
    /// <summary><c>await task</c> with the trivia of the replaced expression; in parentheses where its parent binds tighter.</summary>
    public static ExpressionSyntax Over(ExpressionSyntax replaced, ExpressionSyntax task, bool inParentheses)
    {
        var operand = task.WithoutLeadingTrivia().WithTrailingTrivia(CommentsAfter(replaced, task));
        ExpressionSyntax awaited = AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), operand);
        if (inParentheses)
        {
            awaited = ParenthesizedExpression(awaited);
        }

        return awaited
            .WithLeadingTrivia(replaced.GetLeadingTrivia())
            .WithTrailingTrivia(awaited.GetTrailingTrivia().AddRange(replaced.GetTrailingTrivia()));
    }

    /// <summary>Whether an await in the place of this expression would be torn apart by what surrounds it.</summary>
    public static bool NeedsParentheses(ExpressionSyntax replaced) => replaced.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == replaced,
        ElementAccessExpressionSyntax access => access.Expression == replaced,
        InvocationExpressionSyntax call => call.Expression == replaced,
        ConditionalAccessExpressionSyntax access => access.Expression == replaced,
        PostfixUnaryExpressionSyntax => true,
        _ => false,
    };

    /// <summary>Comments in the part that goes away stay behind the task; the line breaks of a call chain do not.</summary>
    private static SyntaxTriviaList CommentsAfter(ExpressionSyntax replaced, ExpressionSyntax task)
    {
        var kept = TriviaList();
        var end = replaced.Span.End;
        var inLineComment = false;
        foreach (var trivia in replaced.DescendantTrivia().Where(trivia => trivia.SpanStart >= task.Span.End && trivia.SpanStart < end))
        {
            if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                kept = kept.Add(Space).Add(trivia);
            }
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            {
                kept = kept.Add(Space).Add(trivia);
                inLineComment = true;
            }
            else if (inLineComment)
            {
                // The comment needs its line break, and what follows the indentation of the line that goes away.
                kept = kept.Add(trivia);
                inLineComment = trivia.IsKind(SyntaxKind.EndOfLineTrivia);
            }
        }

        return kept;
    }
}
