using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Awaits the task. A function that returns a task and is not async yet becomes async.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1001BlockingInAsyncFix))]
public sealed class UNR1001BlockingInAsyncFix : RuleFix
{
    private const string Title = "Await the task";

    public UNR1001BlockingInAsyncFix()
        : base(RuleIds.BlockingInAsync)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (AwaitForm.ExpressionAt(target.Reported, target.Model) is not { } expression)
        {
            return null;
        }

        // Top-level statements have no function of their own; an await in them makes the program async.
        var function = Functions.Around(expression);
        if (BlockingReplacements.KindOf(expression, function ?? target.Root, target.Model, target.Cancellation) is not { } kind)
        {
            return null;
        }

        if (function is null || Functions.IsAsync(function))
        {
            var awaited = AwaitForm.Of(expression, kind, AddAwait.NeedsParentheses(expression));
            return new Proposal(Title, Title, target.Root.ReplaceNode(expression, awaited), Proof.ScopeOf(expression));
        }

        return MakeAsync.OfTaskReturning(function, target.Model, target.Cancellation) is { } made
            ? new Proposal("Make the function async and await the task", Title, target.Root.ReplaceNode(function, made), Proof.ScopeOf(expression))
            : null;
    }
}
