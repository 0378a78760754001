using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.Cancellation;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Adds WithCancellation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3006StreamWithoutTokenFix))]
public sealed class UNR3006StreamWithoutTokenFix : RuleFix
{
    private const string Title = "Give the token to the stream";

    public UNR3006StreamWithoutTokenFix()
        : base(RuleIds.StreamWithoutToken)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax stream
            || !target.Diagnostic.Properties.TryGetValue(UNR3001TokenNotForwardedAnalyzer.TokenText, out var token) || token is null)
        {
            return null;
        }

        var made = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, stream.WithoutTrivia(), IdentifierName("WithCancellation")),
                ArgumentList(SingletonSeparatedList(Argument(ParseExpression(token)))))
            .WithTriviaFrom(stream);
        return new Proposal(Title, Title, target.Root.ReplaceNode(stream, made), Proof.ScopeOf(stream));
    }
}
