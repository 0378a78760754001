using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Adds or removes <c>ConfigureAwait(false)</c>, as the project's policy wants it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2022ContextPolicyFix))]
public sealed class UNR2022ContextPolicyFix : RuleFix
{
    private const string Add = "Add ConfigureAwait(false)";
    private const string Remove = "Remove ConfigureAwait(false)";

    public UNR2022ContextPolicyFix()
        : base(RuleIds.ContextPolicy)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Expression: var bare },
            } call)
        {
            return new Proposal(Remove, Remove, target.Root.ReplaceNode(call, bare.WithTriviaFrom(call)), Proof.ScopeOf(call));
        }

        // A resource that has a name would lose its type: the name would then be of the configured wrapper.
        if (target.Reported is not ExpressionSyntax awaited || awaited.Parent is EqualsValueClauseSyntax)
        {
            return null;
        }

        awaited = awaited.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : awaited;
        ExpressionSyntax receiver = awaited is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax or ThisExpressionSyntax
            ? awaited.WithoutTrivia()
            : ParenthesizedExpression(awaited.WithoutTrivia());
        var made = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, IdentifierName("ConfigureAwait")),
                ArgumentList(SingletonSeparatedList(Argument(LiteralExpression(SyntaxKind.FalseLiteralExpression)))))
            .WithTriviaFrom(awaited);
        return new Proposal(Add, Add, target.Root.ReplaceNode(awaited, made), Proof.ScopeOf(awaited));
    }
}
