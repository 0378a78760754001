using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task in the try block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2009TaskOutlivesHandlerFix))]
public sealed class UNR2009TaskOutlivesHandlerFix : RuleFix
{
    public UNR2009TaskOutlivesHandlerFix()
        : base(RuleIds.TaskOutlivesHandler)
    {
    }

    private const string Title = "Await the task";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement)
        {
            return AwaitInScope.In(target);
        }

        var function = Functions.Around(statement);
        if (function is not null && !Functions.IsAsync(function))
        {
            return null;
        }

        var task = statement.Expression is AssignmentExpressionSyntax discard ? discard.Right : statement.Expression;
        var awaited = AddAwait.Over(statement.Expression, task, inParentheses: false);
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement.Expression, awaited), Proof.ScopeOf(statement));
    }
}
