using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Counts up, down or on by Interlocked, where it has a method for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5006VolatileCompoundFix))]
public sealed class UNR5006VolatileCompoundFix : RuleFix
{
    private const string Title = "Use Interlocked";

    public UNR5006VolatileCompoundFix()
        : base(RuleIds.VolatileCompound)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax change
            || AtomicChange.Operand(change) is not { } field
            || target.Model.GetTypeInfo(field, target.Cancellation).Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32)
            || AtomicChange.Of(change, field) is not { } call)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(change, call), Proof.ScopeOf(change));
    }
}
