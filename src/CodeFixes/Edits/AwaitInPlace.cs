using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Puts an awaited call in the place of a synchronous one; a function that returns a task becomes async for it.</summary>
internal static class AwaitInPlace
{
    /// <param name="rewrite">Makes the call that is awaited from the synchronous call, which may have been rewritten inside.</param>
    /// <returns>The new root, or null when no await can stand there.</returns>
    public static SyntaxNode? Of(FixTarget target, ExpressionSyntax call, Func<ExpressionSyntax, ExpressionSyntax> rewrite)
    {
        var function = Functions.Around(call);
        if (AwaitHazards.Any(call, function ?? target.Root, target.Model))
        {
            return null;
        }

        if (function is null || Functions.IsAsync(function))
        {
            return target.Root.ReplaceNode(call, Awaited(call, call, rewrite));
        }

        var awaits = new Dictionary<SyntaxNode, Func<ExpressionSyntax, ExpressionSyntax>> { [call] = current => Awaited(call, current, rewrite) };
        return MakeAsync.OfTaskReturning(function, awaits, target.Model, target.Cancellation) is { } made
            ? target.Root.ReplaceNode(function, made)
            : null;
    }

    /// <summary>The call around a reported member name; null in <c>a?.M()</c>, where an await cannot start.</summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode name)
    {
        var expression = name as ExpressionSyntax;
        if (expression?.Parent is MemberAccessExpressionSyntax access && access.Name == expression)
        {
            expression = access;
        }

        return expression?.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : null;
    }

    private static ExpressionSyntax Awaited(ExpressionSyntax original, ExpressionSyntax current, Func<ExpressionSyntax, ExpressionSyntax> rewrite) =>
        AddAwait.Over(current, rewrite(current), AddAwait.NeedsParentheses(original));
}
