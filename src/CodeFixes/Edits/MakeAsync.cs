using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>Makes a function that returns a task async: its blocking calls are awaited and its returns unwrapped.</summary>
internal static class MakeAsync
{
    /// <summary>The async form of a function that returns a task and is not async; null when it cannot be one.</summary>
    public static SyntaxNode? OfTaskReturning(SyntaxNode function, SemanticModel model, CancellationToken cancellation, bool inScopes = false)
    {
        var calls = BlockingReplacements.In(function, model, cancellation);
        return OfTaskReturning(
            function,
            calls.ToDictionary(
                call => call.Key,
                call => new Func<ExpressionSyntax, ExpressionSyntax>(
                    current => AwaitForm.Of(current, call.Value, AddAwait.NeedsParentheses((ExpressionSyntax)call.Key)))),
            model,
            cancellation,
            inScopes);
    }

    /// <summary>The same, with the given expressions replaced by awaits.</summary>
    public static SyntaxNode? OfTaskReturning(
        SyntaxNode function, IReadOnlyDictionary<SyntaxNode, Func<ExpressionSyntax, ExpressionSyntax>> awaits, SemanticModel model, CancellationToken cancellation, bool inScopes = false)
    {
        if (function is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
            || Method(function, model, cancellation) is not { } method
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            || !ConcurrencyKnowledge.For(model.Compilation).Tasks.IsTask(method.ReturnType))
        {
            return null;
        }

        var returns = new ReturnedTasks(function, ((INamedTypeSymbol)method.ReturnType).IsGenericType, inScopes, model, cancellation);
        if (!returns.CanBeUnwrapped)
        {
            return null;
        }

        var rewritten = function.ReplaceNodes(
            awaits.Keys.Concat(returns.Nodes),
            (original, current) =>
            {
                // A returned expression may itself be one of the calls.
                var isCall = awaits.TryGetValue(original, out var awaited);
                return isCall ? awaited!((ExpressionSyntax)current) : returns.Unwrap(original, current);
            });
        return WithAsync(rewritten);
    }

    /// <summary>The function with the <c>async</c> modifier, last among its modifiers, trivia in front of it.</summary>
    public static SyntaxNode WithAsync(SyntaxNode function)
    {
        var leading = function.GetLeadingTrivia();
        var keyword = Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(Space);
        SyntaxNode bare = function.WithoutLeadingTrivia();
        SyntaxNode made = bare switch
        {
            MethodDeclarationSyntax method => method.WithModifiers(method.Modifiers.Add(keyword)),
            LocalFunctionStatementSyntax local => local.WithModifiers(local.Modifiers.Add(keyword)),
            AnonymousFunctionExpressionSyntax lambda => lambda.WithAsyncKeyword(keyword),
            _ => bare,
        };
        return made.WithLeadingTrivia(leading);
    }

    private static IMethodSymbol? Method(SyntaxNode function, SemanticModel model, CancellationToken cancellation) =>
        (function is AnonymousFunctionExpressionSyntax
            ? model.GetSymbolInfo(function, cancellation).Symbol
            : model.GetDeclaredSymbol(function, cancellation)) as IMethodSymbol;
}
