using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Returns a completed task in place of null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2012NullTaskFix))]
public sealed class UNR2012NullTaskFix : RuleFix
{
    public UNR2012NullTaskFix()
        : base(RuleIds.NullTask)
    {
    }

    private const string Title = "Return a completed task";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionSyntax>() is not { } culprit
            || Functions.Around(culprit) is not { } function
            || CompletedTaskForm.Of(culprit, Returned(function, target), target.Model) is not { } completed)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(culprit, completed), Proof.ScopeOf(culprit));
    }

    private static ITypeSymbol? Returned(SyntaxNode function, FixTarget target) =>
        ((function is AnonymousFunctionExpressionSyntax
            ? target.Model.GetSymbolInfo(function, target.Cancellation).Symbol
            : target.Model.GetDeclaredSymbol(function, target.Cancellation)) as IMethodSymbol)?.ReturnType;
}
