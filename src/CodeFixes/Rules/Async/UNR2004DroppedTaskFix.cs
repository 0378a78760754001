using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task in async code; in synchronous code says that it is dropped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2004DroppedTaskFix))]
public sealed class UNR2004DroppedTaskFix : RuleFix
{
    public UNR2004DroppedTaskFix()
        : base(RuleIds.DroppedTask)
    {
    }

    private const string Await = "Await the task";
    private const string Discard = "Discard the task on purpose";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionSyntax>() is not { } expression)
        {
            return null;
        }

        // Of x?.FooAsync() the call is reported; the whole is what can be awaited or discarded.
        while (expression.Parent is ConditionalAccessExpressionSyntax access)
        {
            expression = access;
        }

        var function = Functions.Around(expression);
        return function is null || Functions.IsAsync(function) ? Awaited(expression, target) : Discarded(expression, target);
    }

    private static Proposal? Awaited(ExpressionSyntax expression, FixTarget target)
    {
        var task = expression is ConditionalAccessExpressionSyntax
            ? CompletedTaskForm.Of(expression, target.Model.GetTypeInfo(expression, target.Cancellation).Type, target.Model)
            : expression;
        if (task is null)
        {
            return null;
        }

        task = task is BinaryExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(task.WithoutTrivia()) : task;
        var awaited = AddAwait.Over(expression, task, inParentheses: false);
        return new Proposal(Await, Await, target.Root.ReplaceNode(expression, awaited), Proof.ScopeOf(expression));
    }

    private static Proposal? Discarded(ExpressionSyntax expression, FixTarget target)
    {
        // A parameter of this name would be assigned to.
        if (!target.Model.LookupSymbols(expression.SpanStart, name: "_").IsEmpty)
        {
            return null;
        }

        var discard = SyntaxFactory.ParseExpression("_ = " + expression.WithoutTrivia().ToFullString()).WithTriviaFrom(expression);
        return new Proposal(Discard, Discard, target.Root.ReplaceNode(expression, discard), Proof.ScopeOf(expression));
    }
}
