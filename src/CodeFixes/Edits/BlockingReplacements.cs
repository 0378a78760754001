using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.CodeFixes.Edits;

/// <summary>The blocking calls of a function that can be awaited in their place.</summary>
internal static class BlockingReplacements
{
    /// <summary>The kind of a blocking expression that can be awaited; null when it is not one, or awaiting it is wrong.</summary>
    public static BlockingKind? KindOf(ExpressionSyntax expression, SyntaxNode function, SemanticModel model, CancellationToken cancellation)
    {
        if (expression is not (MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            || model.GetOperation(expression, cancellation) is not { } operation
            || ConcurrencyKnowledge.For(model.Compilation).Blocking.Find(operation) is not { } call
            || !AwaitForm.Exists(call, expression)
            || AwaitHazards.ChangesCaughtException(call.Kind, expression, function, model)
            || AwaitHazards.Any(expression, function, model))
        {
            return null;
        }

        return call.Kind;
    }

    /// <summary>All of them in one function: where its shape changes, it changes once.</summary>
    public static Dictionary<SyntaxNode, BlockingKind> In(SyntaxNode function, SemanticModel model, CancellationToken cancellation)
    {
        var found = new Dictionary<SyntaxNode, BlockingKind>();
        foreach (var expression in Functions.OwnNodes(function).OfType<ExpressionSyntax>())
        {
            if (KindOf(expression, function, model, cancellation) is { } kind)
            {
                found[expression] = kind;
            }
        }

        return found;
    }
}
