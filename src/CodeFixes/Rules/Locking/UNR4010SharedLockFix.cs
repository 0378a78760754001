using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Gives the type a static lock for a string or a type that no other type of the program locks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4010SharedLockFix))]
public sealed class UNR4010SharedLockFix : RuleFix
{
    private const string Title = "Lock a private static object";

    public UNR4010SharedLockFix()
        : base(RuleIds.SharedLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        (target.Reported as ExpressionSyntax ?? (target.Reported as ArgumentSyntax)?.Expression) is { } reported
        && reported.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && OwnLockForShared.In(type, reported, target.Model, target.Cancellation) is { } rewritten
            ? new Proposal(Title, Title, target.Root.ReplaceNode(type, rewritten), type)
            : null;
}
