using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>The awaiting form of a blocking call: which expression takes its place.</summary>
internal static class AwaitForm
{
    /// <summary>The whole blocking expression around a reported member name.</summary>
    public static ExpressionSyntax? ExpressionAt(SyntaxNode name, SemanticModel model)
    {
        var expression = name as ExpressionSyntax;
        if (expression?.Parent is MemberAccessExpressionSyntax access && access.Name == expression)
        {
            expression = access;
        }

        // In task.Result() a delegate that the task gives is called: the call is not part of the wait.
        return expression?.Parent is InvocationExpressionSyntax call && call.Expression == expression && model.GetSymbolInfo(name).Symbol is IMethodSymbol
            ? call
            : expression;
    }

    /// <summary>
    /// Whether awaiting does the same as this call. A timeout has no equal (<c>WaitAsync</c> throws where <c>Wait</c>
    /// gives false), nor has the index that WaitAny returns.
    /// </summary>
    public static bool Exists(BlockingCall call, ExpressionSyntax expression) => call.Kind switch
    {
        BlockingKind.Result => expression is MemberAccessExpressionSyntax,
        BlockingKind.GetResult => Awaited(expression) is not null,
        BlockingKind.Wait => expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }
            && (call.Limits.Length == 0 || IsTokenOnly(call)),
        BlockingKind.WaitAll => call.Limits.Length == 0,
        BlockingKind.WaitAny => call.Limits.Length == 0 && expression.Parent is ExpressionStatementSyntax,
        _ => false,
    };

    /// <summary>The awaiting form. Looks at shapes only, so the expression may come from a tree that is being rewritten.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression, BlockingKind kind, bool inParentheses)
    {
        var task = kind switch
        {
            BlockingKind.Result => ((MemberAccessExpressionSyntax)expression).Expression,
            BlockingKind.GetResult => Awaited(expression)!,
            BlockingKind.Wait when expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
                call.ArgumentList.Arguments.Count == 0 ? access.Expression : Renamed(call, "WaitAsync"),
            BlockingKind.WaitAll => Renamed((InvocationExpressionSyntax)expression, "WhenAll"),
            _ => Renamed((InvocationExpressionSyntax)expression, "WhenAny"),
        };
        return AddAwait.Over(expression, task, inParentheses);
    }

    // task in task.GetAwaiter().GetResult()
    private static ExpressionSyntax? Awaited(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } },
            },
        }
            ? task
            : null;

    private static bool IsTokenOnly(BlockingCall call) =>
        call.Limits is { Length: 1 } limits && limits[0].Parameter?.Type.Name == nameof(CancellationToken);

    private static InvocationExpressionSyntax Renamed(InvocationExpressionSyntax call, string method)
    {
        var name = IdentifierName(method);
        return call.WithExpression(call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.WithName(name.WithTriviaFrom(access.Name)),
            var other => name.WithTriviaFrom(other),
        });
    }
}
