using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Counts by Interlocked, where it has a method for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5017ConcurrentStaticFix))]
public sealed class UNR5017ConcurrentStaticFix : RuleFix
{
    private const string Title = "Use Interlocked";

    public UNR5017ConcurrentStaticFix()
        : base(RuleIds.ConcurrentStatic)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported is ExpressionSyntax change
        && AtomicChange.Operand(change) is { } field
        && target.Model.GetSymbolInfo(field, target.Cancellation).Symbol is IFieldSymbol
            { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 }
        && AtomicChange.Of(change, field) is { } call
            ? new Proposal(Title, Title, target.Root.ReplaceNode(change, call), Proof.ScopeOf(change))
            : null;
}
