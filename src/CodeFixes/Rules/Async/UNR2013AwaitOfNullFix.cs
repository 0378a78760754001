using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits a completed task where the object is null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2013AwaitOfNullFix))]
public sealed class UNR2013AwaitOfNullFix : RuleFix
{
    public UNR2013AwaitOfNullFix()
        : base(RuleIds.AwaitOfNull)
    {
    }

    private const string Title = "Await a completed task in place of null";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionSyntax>() is not { } culprit
            || culprit is BinaryExpressionSyntax // task as Task: what it should be otherwise, nobody knows
            || CompletedTaskForm.Of(culprit, TypeOf(culprit, target), target.Model) is not { } completed)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(culprit, completed), Proof.ScopeOf(culprit));
    }

    private static ITypeSymbol? TypeOf(ExpressionSyntax culprit, FixTarget target)
    {
        var info = target.Model.GetTypeInfo(culprit, target.Cancellation);
        return info.Type ?? info.ConvertedType;
    }
}
