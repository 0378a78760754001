using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task that was left behind, so that its resource outlives it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2010DisposedUnderTaskFix))]
public sealed class UNR2010DisposedUnderTaskFix : RuleFix
{
    private const string Title = "Await the task before the resource is disposed";

    public UNR2010DisposedUnderTaskFix()
        : base(RuleIds.DisposedUnderTask)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Diagnostic.AdditionalLocations is not { Count: 1 } starts
            || target.Root.FindNode(starts[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return null;
        }

        // _ = call, or a statement of the call alone; x?.CallAsync() has no value to await.
        var dropped = call.Parent is AssignmentExpressionSyntax discard && discard.Right == call ? (ExpressionSyntax)discard : call;
        return dropped.Parent is ExpressionStatementSyntax
            && AwaitInPlace.Of(target, dropped, static current => current is AssignmentExpressionSyntax assignment ? assignment.Right : current) is { } root
                ? new Proposal(Title, Title, root, Proof.ScopeOf(dropped))
                : null;
    }
}
