using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Counts by Interlocked, where it has a method for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5008ParallelChangeFix))]
public sealed class UNR5008ParallelChangeFix : RuleFix
{
    private const string Title = "Use Interlocked";

    public UNR5008ParallelChangeFix()
        : base(RuleIds.ParallelChange)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax change
            || AtomicChange.Operand(change) is not { } variable
            || target.Model.GetTypeInfo(variable, target.Cancellation).Type?.SpecialType is not
                (SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64)
            || AtomicChange.Of(change, variable) is not { } call)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(change, call), Proof.ScopeOf(change));
    }
}
