using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Cancellation;

/// <summary>Keeps the registration in a using declaration, in async functions.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR3005LeakedRegistrationFix))]
public sealed class UNR3005LeakedRegistrationFix : RuleFix
{
    private const string Title = "Dispose the registration at the end of the block";

    public UNR3005LeakedRegistrationFix()
        : base(RuleIds.LeakedRegistration)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax } statement
            || Functions.Around(statement) is not { } function || !Functions.IsAsync(function))
        {
            return null;
        }

        var call = statement.Expression is AssignmentExpressionSyntax discard ? discard.Right : statement.Expression;
        var declaration = VariableDeclaration(IdentifierName("var").WithTrailingTrivia(Space))
            .AddVariables(VariableDeclarator(
                Identifier("registration").WithTrailingTrivia(Space),
                null,
                EqualsValueClause(Token(SyntaxKind.EqualsToken).WithTrailingTrivia(Space), call.WithoutTrivia())));
        var made = LocalDeclarationStatement(declaration)
            .WithUsingKeyword(Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(Space))
            .WithTriviaFrom(statement);
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement, made), Proof.ScopeOf(statement));
    }
}
