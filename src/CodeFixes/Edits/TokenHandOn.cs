using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.CodeFixes.Edits;

/// <summary>Hands the token in scope to a call that is going to be awaited.</summary>
internal static class TokenHandOn
{
    /// <summary>
    /// The call inside a blocking expression that also binds, to a method of the same name and result, with the token in
    /// scope; null when there is none, and in clean-up, which must not be cancelled.
    /// </summary>
    public static (InvocationExpressionSyntax Call, string Token)? In(ExpressionSyntax blocking, SemanticModel model, CancellationToken cancellation)
    {
        if (TokenNames.Name(model.GetEnclosingSymbol(blocking.SpanStart, cancellation)) is not { } token
            || blocking.Ancestors().Any(node => node is FinallyClauseSyntax or CatchClauseSyntax))
        {
            return null;
        }

        foreach (var call in blocking.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
                || method.Name is "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync")
            {
                continue;
            }

            var hasToken = call.ArgumentList.Arguments.Any(argument => model.GetTypeInfo(argument.Expression, cancellation).Type is { } type && TokenNames.IsToken(type));
            return !hasToken
                && ConcurrencyKnowledge.For(model.Compilation).Tasks.IsTask(method.ReturnType)
                && model.GetSpeculativeSymbolInfo(call.SpanStart, AsyncTwin.WithToken(call, token, "cancellationToken"), SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol other
                && other.Name == method.Name
                && SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType)
                    ? (call, token)
                    : null;
        }

        return null;
    }

    public static SyntaxNode Rewrite(SyntaxNode call, string token) => AsyncTwin.WithToken((InvocationExpressionSyntax)call, token, "cancellationToken");
}
