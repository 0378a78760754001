using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes;

/// <summary>
/// Base of all fixes. A fix is worked out and proven before it is offered, so the action itself has no conditions.
/// </summary>
/// <remarks>
/// Fixes carry no <c>[Shared]</c>: the attribute would make this assembly reference a version of System.Composition
/// that older SDKs do not have, and none of the fixes would load there. A fix has no state, so it may exist twice.
/// </remarks>
public abstract class RuleFix : CodeFixProvider
{
    private readonly string _id;

    private protected RuleFix(string id) => _id = id;

    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(_id);

    public sealed override FixAllProvider GetFixAllProvider() => DocumentFixAll.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        // All rules are one analyzer, and dotnet format hands over whatever that reported first.
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => diagnostic.Id == _id))
        {
            var reported = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var target = new FixTarget(root, model, reported, diagnostic, context.CancellationToken);
            if (Propose(target) is { } proposal)
            {
                var repaired = document.WithSyntaxRoot(proposal.Root);
                if (await Proof.AddsNoErrorAsync(model, repaired, proposal.Scope, context.CancellationToken).ConfigureAwait(false))
                {
                    var action = CodeAction.Create(proposal.Title, _ => Task.FromResult(repaired), equivalenceKey: proposal.Key);
                    context.RegisterCodeFix(action, diagnostic);
                }
            }

            foreach (var wide in await ProposeInSolutionAsync(document, target).ConfigureAwait(false))
            {
                var action = CodeAction.Create(wide.Title, _ => Task.FromResult(wide.Solution), DocumentFixAll.OneByOne + wide.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>Repairs that change more than the document, proven by whoever makes them. They are applied one by one.</summary>
    private protected virtual Task<IReadOnlyList<SolutionProposal>> ProposeInSolutionAsync(Document document, FixTarget target) =>
        Task.FromResult<IReadOnlyList<SolutionProposal>>([]);

    /// <summary>The repaired tree, or null when this place has no repair.</summary>
    private protected abstract Proposal? Propose(FixTarget target);
}

/// <summary>The place that a fix is asked to repair.</summary>
internal sealed record FixTarget(SyntaxNode Root, SemanticModel Model, SyntaxNode Reported, Diagnostic Diagnostic, CancellationToken Cancellation);

/// <summary>A repair, not proven yet.</summary>
/// <param name="Key">What Fix All takes for the same fix; titles may name the member.</param>
/// <param name="Scope">The part of the old tree outside of which nothing changes.</param>
internal sealed record Proposal(string Title, string Key, SyntaxNode Root, SyntaxNode Scope);

/// <summary>A proven repair of the whole solution.</summary>
internal sealed record SolutionProposal(string Title, string Key, Solution Solution);
