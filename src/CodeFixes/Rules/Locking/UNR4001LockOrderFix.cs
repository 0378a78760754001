using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
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
public sealed class UNR4001LockOrderFix : RuleFix
{
    public UNR4001LockOrderFix()
        : base(RuleIds.LockOrder)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(UNR4001LockOrderAnalyzer.AgainstFirstOrder, out var held)
            || target.Reported is not { Parent: LockStatementSyntax inner } taken
            || inner.Expression != taken
            || SwapLocks.DirectlyAround(inner) is not { } outer
            || StableLock.NameOf(target.Model.GetOperation(outer.Expression, target.Cancellation)) is not { } outerName
            || outerName != held // the lock directly around may be another one than the report is about
            || StableLock.NameOf(target.Model.GetOperation(inner.Expression, target.Cancellation)) is not { } innerName)
        {
            return null;
        }

        return new Proposal(
            $"Take '{innerName}' before '{outerName}'", nameof(UNR4001LockOrderFix), SwapLocks.In(target.Root, outer, inner), Proof.ScopeOf(outer));
    }
}
