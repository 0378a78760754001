using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Gives the type a private lock and lets all of its members lock that instead of <c>this</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4011ReachableLockFix))]
public sealed class UNR4011ReachableLockFix : RuleFix
{
    private const string Title = "Lock a private object";

    public UNR4011ReachableLockFix()
        : base(RuleIds.ReachableLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported.DescendantNodesAndSelf().OfType<ThisExpressionSyntax>().FirstOrDefault() is { } self
        && self.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && PrivateLock.InsteadOfThis(type, target.Model, target.Cancellation) is { } rewritten
            ? new Proposal(Title, Title, target.Root.ReplaceNode(type, rewritten), type)
            : null;
}
