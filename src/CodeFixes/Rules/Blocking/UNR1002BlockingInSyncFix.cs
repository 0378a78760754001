using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>
/// Makes a private function async and awaits it where it is called. Offered when every caller is in sight and is
/// async already, so that nothing outside of the file has to change. The second offer follows the callers through the
/// solution.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1002BlockingInSyncFix))]
public sealed class UNR1002BlockingInSyncFix : RuleFix
{
    private const string Key = "Make the function async";

    public UNR1002BlockingInSyncFix()
        : base(RuleIds.BlockingInSync)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (AwaitForm.ExpressionAt(target.Reported, target.Model) is not { } expression
            || Functions.Around(expression) is not { } function
            || BlockingReplacements.KindOf(expression, function, target.Model, target.Cancellation) is null
            || SyncFunction.Of(function, target.Model, target.Cancellation) is not { } sync
            || sync.FindCalls() is not { } calls)
        {
            return null;
        }

        var blocking = BlockingReplacements.In(function, target.Model, target.Cancellation);
        var repaired = target.Root.ReplaceNodes(
            blocking.Keys.Concat(calls).Append(function).Distinct(),
            (original, current) =>
                original == function ? sync.MadeAsync(current)
                : blocking.TryGetValue(original, out var kind) ? AwaitForm.Of((ExpressionSyntax)current, kind, NeedsParentheses(original))
                : AddAwait.Over((ExpressionSyntax)current, (ExpressionSyntax)current, NeedsParentheses(original)));
        return new Proposal($"Make '{sync.Name}' async and await it", Key, repaired, target.Root);
    }

    private protected override async Task<IReadOnlyList<SolutionProposal>> ProposeInSolutionAsync(Document document, FixTarget target) =>
        AwaitForm.ExpressionAt(target.Reported, target.Model) is { } expression
            ? await AllTheWayUp.OffersAsync(document, expression, target.Model, target.Cancellation).ConfigureAwait(false)
            : [];

    private static bool NeedsParentheses(SyntaxNode original) => AddAwait.NeedsParentheses((ExpressionSyntax)original);
}
