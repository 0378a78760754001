using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.Cancellation;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Makes a linked source and gives it the time limit in a statement of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3009CallerTokenDroppedFix))]
public sealed class UNR3009CallerTokenDroppedFix : RuleFix
{
    private const string Title = "Link it with the caller's token";

    public UNR3009CallerTokenDroppedFix()
        : base(RuleIds.CallerTokenDropped)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } limit, Initializer: null } creation
            || creation.Parent?.Parent is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax, Declaration.Variables.Count: 1 } statement } source
            || !target.Diagnostic.Properties.TryGetValue(UNR3001TokenNotForwardedAnalyzer.TokenText, out var token) || token is null)
        {
            return null;
        }

        var linked = InvocationExpression(
                MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    TypeNames.At(target.Model, creation.SpanStart, "System.Threading", "CancellationTokenSource"),
                    IdentifierName("CreateLinkedTokenSource")),
                ArgumentList(SingletonSeparatedList(Argument(IdentifierName(token)))))
            .WithTriviaFrom(creation);
        var limited = ExpressionStatement(InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, IdentifierName(source.Identifier.WithoutTrivia()), IdentifierName("CancelAfter")),
                ArgumentList(limit)))
            .WithLeadingTrivia(statement.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(statement.GetTrailingTrivia());
        var lineEnd = target.Root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var made = statement.ReplaceNode(creation, linked).WithTrailingTrivia(lineEnd);
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement, [made, limited]), Proof.ScopeOf(statement));
    }
}
