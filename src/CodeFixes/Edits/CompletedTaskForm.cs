using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>Puts a completed task where an expression is or may be null.</summary>
internal static class CompletedTaskForm
{
    /// <summary>The expression that takes the place of <paramref name="culprit"/>; null when its type has no completed task.</summary>
    public static ExpressionSyntax? Of(ExpressionSyntax culprit, ITypeSymbol? type, SemanticModel model)
    {
        var tasks = ConcurrencyKnowledge.For(model.Compilation).Tasks;
        if (type is not { IsReferenceType: true } || !tasks.IsTask(type))
        {
            return null;
        }

        var task = tasks.Task!.ToMinimalDisplayString(model, culprit.SpanStart);
        var completed = ParseExpression(tasks.ResultOf(type) is { } result
            ? $"{task}.FromResult(default({result.ToMinimalDisplayString(model, culprit.SpanStart)}))"
            : $"{task}.CompletedTask");
        if (culprit is not ConditionalAccessExpressionSyntax)
        {
            return completed.WithTriviaFrom(culprit);
        }

        ExpressionSyntax coalesced = BinaryExpression(
            SyntaxKind.CoalesceExpression,
            culprit.WithoutTrivia().WithTrailingTrivia(Space),
            Token(SyntaxKind.QuestionQuestionToken).WithTrailingTrivia(Space),
            completed);
        return (culprit.Parent is AwaitExpressionSyntax ? ParenthesizedExpression(coalesced) : coalesced).WithTriviaFrom(culprit);
    }
}
