using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Takes the form that does nothing on a source that is complete.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2019CompletedTwiceFix))]
public sealed class UNR2019CompletedTwiceFix : RuleFix
{
    private const string Title = "Try to complete it";

    public UNR2019CompletedTwiceFix()
        : base(RuleIds.CompletedTwice)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported is IdentifierNameSyntax name
            ? new Proposal(Title, Title, target.Root.ReplaceNode(name, IdentifierName("Try" + name.Identifier.Text).WithTriviaFrom(name)), Proof.ScopeOf(name))
            : null;
}
