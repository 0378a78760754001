using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.CodeFixes.Edits;

internal enum MakeAsyncUseKind
{
    /// <summary>A mention that does not call: nameof, a comment.</summary>
    Mention,

    /// <summary>A call in a function that can await it, or can be made to.</summary>
    Call,

    /// <summary>A call in a lambda that an enclosing call turns into a task, as in <c>Task.Run(() => Load())</c>.</summary>
    CallInLambda,

    /// <summary>The member is an argument of such a call itself, as in <c>Task.Run(Load)</c>.</summary>
    Group,

    /// <summary>The member is subscribed to an event.</summary>
    Handler,

    /// <summary>A use that cannot stay correct.</summary>
    Refused,
}

/// <summary>How a place uses a member that becomes async.</summary>
/// <param name="Node">The call, or the member's name.</param>
/// <param name="Function">The function around it; null outside of functions.</param>
/// <param name="Starter">The call around a lambda or method group, whose type must stay the same.</param>
internal sealed record MakeAsyncUse(MakeAsyncUseKind Kind, SyntaxNode Node, SyntaxNode? Function, InvocationExpressionSyntax? Starter)
{
    public static MakeAsyncUse Of(SyntaxNode node, SemanticModel model)
    {
        if (node.IsPartOfStructuredTrivia() || node.Ancestors().OfType<InvocationExpressionSyntax>().Any(IsNameOf))
        {
            return new(MakeAsyncUseKind.Mention, node, null, null);
        }

        if (AwaitForm.ExpressionAt(node, model) is not InvocationExpressionSyntax call)
        {
            return Group(node, model);
        }

        var function = Functions.Around(call);
        var scope = function ?? call.SyntaxTree.GetRoot();
        if (!TwinGuards.CanAwait(call)
            || AwaitHazards.Any(call, scope, model)
            || AwaitHazards.ChangesCaughtException(BlockingKind.Wait, call, scope, model))
        {
            return new(MakeAsyncUseKind.Refused, call, function, null);
        }

        if (function is AnonymousFunctionExpressionSyntax lambda && !Functions.IsAsync(lambda))
        {
            return StarterOf(lambda, model) is { } starter
                ? new(MakeAsyncUseKind.CallInLambda, call, lambda, starter)
                : new(MakeAsyncUseKind.Refused, call, lambda, null);
        }

        return new(MakeAsyncUseKind.Call, call, function, null);
    }

    private static MakeAsyncUse Group(SyntaxNode name, SemanticModel model)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name as ExpressionSyntax;
        if (whole?.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } assignment
            && assignment.Right == whole
            && model.GetSymbolInfo(assignment.Left).Symbol is IEventSymbol)
        {
            return new(MakeAsyncUseKind.Handler, name, null, null);
        }

        return whole is not null && StarterOf(whole, model) is { } starter
            ? new(MakeAsyncUseKind.Group, name, Functions.Around(name), starter)
            : new(MakeAsyncUseKind.Refused, name, null, null);
    }

    /// <summary>The call that gets a delegate as its argument and gives a task of its work.</summary>
    private static InvocationExpressionSyntax? StarterOf(ExpressionSyntax argument, SemanticModel model) =>
        argument.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
        && ConcurrencyKnowledge.For(model.Compilation).Tasks.IsTask(model.GetTypeInfo(call).Type)
            ? call
            : null;

    private static bool IsNameOf(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };
}
