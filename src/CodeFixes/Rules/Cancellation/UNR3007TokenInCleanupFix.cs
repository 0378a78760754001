using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Passes a token that nobody cancels.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3007TokenInCleanupFix))]
public sealed class UNR3007TokenInCleanupFix : RuleFix
{
    private const string Title = "Pass CancellationToken.None";

    public UNR3007TokenInCleanupFix()
        : base(RuleIds.TokenInCleanup)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not IdentifierNameSyntax token)
        {
            return null;
        }

        var none = MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                TypeNames.At(target.Model, token.SpanStart, "System.Threading", "CancellationToken"),
                IdentifierName("None"))
            .WithTriviaFrom(token);
        return new Proposal(Title, Title, target.Root.ReplaceNode(token, none), Proof.ScopeOf(token));
    }
}
