using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Preserves the value task before it is kept.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2017ValueTaskKeptFix))]
public sealed class UNR2017ValueTaskKeptFix : RuleFix
{
    private const string Title = "Preserve the value task";

    public UNR2017ValueTaskKeptFix()
        : base(RuleIds.ValueTaskKept)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not InvocationExpressionSyntax made)
        {
            return null;
        }

        var preserved = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, made.WithoutTrailingTrivia(), IdentifierName("Preserve")))
            .WithTrailingTrivia(made.GetTrailingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(made, preserved), Proof.ScopeOf(made));
    }
}
