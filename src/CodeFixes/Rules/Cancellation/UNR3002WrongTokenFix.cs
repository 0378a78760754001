using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.Cancellation;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Names the function's own token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3002WrongTokenFix))]
public sealed class UNR3002WrongTokenFix : RuleFix
{
    private const string Title = "Use the token that was given";

    public UNR3002WrongTokenFix()
        : base(RuleIds.WrongToken)
    {
    }

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported is IdentifierNameSyntax used
            && target.Diagnostic.Properties.TryGetValue(UNR3002WrongTokenAnalyzer.OwnToken, out var own) && own is not null
                ? new Proposal(Title, Title, target.Root.ReplaceNode(used, IdentifierName(own).WithTriviaFrom(used)), Proof.ScopeOf(used))
                : null;
}
