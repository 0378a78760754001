using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Makes async what blocks at the end of the way, and everything up to the call from async code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1006HiddenBlockingFix))]
public sealed class UNR1006HiddenBlockingFix : RuleFix
{
    public UNR1006HiddenBlockingFix()
        : base(RuleIds.HiddenBlocking)
    {
    }

    private protected override Proposal? Propose(FixTarget target) => null;

    private protected override async Task<IReadOnlyList<SolutionProposal>> ProposeInSolutionAsync(Document document, FixTarget target)
    {
        // The last place is the wait itself; it may be in another file.
        var places = target.Diagnostic.AdditionalLocations;
        if (places.Count == 0
            || places[places.Count - 1] is not { SourceTree: { } tree } place
            || (tree == target.Model.SyntaxTree ? document : document.Project.Solution.GetDocument(tree)) is not { } waiting
            || await waiting.GetSyntaxRootAsync(target.Cancellation).ConfigureAwait(false) is not { } root
            || await waiting.GetSemanticModelAsync(target.Cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        var name = root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        return AwaitForm.ExpressionAt(name, model) is { } blocking
            ? await AllTheWayUp.OffersAsync(waiting, blocking, model, target.Cancellation).ConfigureAwait(false)
            : [];
    }
}
