using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Removes the readonly of a spin lock field. Copies have no fix: their callers change too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4018CopiedSpinLockFix))]
public sealed class UNR4018CopiedSpinLockFix : RuleFix
{
    private const string Title = "Remove readonly";

    public UNR4018CopiedSpinLockFix()
        : base(RuleIds.CopiedSpinLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
            ? new Proposal(Title, Title, target.Root.ReplaceNode(field, FieldModifiers.RemoveReadonly(field)), Proof.ScopeOf(field))
            : null;
}
