using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>
/// Swaps two directly nested locks, so that they are taken in the order that comes first in the source. The analyzer marks
/// the reports of the other order; the first order keeps its report, without a fix, until the other side is repaired. Were
/// both sides offered, Fix All would swap both, and nothing would be won.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4001LockOrderFix))]
public sealed class UNR4001LockOrderFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.LockOrder);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(UNR4001LockOrderAnalyzer.AgainstFirstOrder, out var held)
            || await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span, getInnermostNodeForTie: true) is not { Parent: LockStatementSyntax inner } taken
            || inner.Expression != taken
            || SwapLocks.DirectlyAround(inner) is not { } outer
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || StableLock.NameOf(model.GetOperation(outer.Expression, context.CancellationToken)) is not { } outerName
            || outerName != held // the lock directly around may be another one than the report is about
            || StableLock.NameOf(model.GetOperation(inner.Expression, context.CancellationToken)) is not { } innerName)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Take '{innerName}' before '{outerName}'",
                _ => Task.FromResult(SwapLocks.In(context.Document, root, outer, inner)),
                equivalenceKey: nameof(UNR4001LockOrderFix)),
            diagnostic);
    }
}
