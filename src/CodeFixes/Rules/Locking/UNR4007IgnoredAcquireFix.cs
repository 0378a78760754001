using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Throws a TimeoutException where the lock was not got.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4007IgnoredAcquireFix))]
public sealed class UNR4007IgnoredAcquireFix : RuleFix
{
    private const string Title = "Throw when the lock was not taken";

    public UNR4007IgnoredAcquireFix()
        : base(RuleIds.IgnoredAcquire)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement)
        {
            return null;
        }

        var expression = statement.Expression.WithoutTrivia();
        var operand = expression is AwaitExpressionSyntax or InvocationExpressionSyntax ? expression : SyntaxFactory.ParenthesizedExpression(expression);
        var type = SyntaxFactory.ParseTypeName("System.TimeoutException").WithAdditionalAnnotations(Simplifier.Annotation);
        var thrown = SyntaxFactory.ThrowStatement(SyntaxFactory.ObjectCreationExpression(type).WithArgumentList(SyntaxFactory.ArgumentList()));
        var guard = SyntaxFactory.IfStatement(SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, operand), SyntaxFactory.Block(thrown))
            .WithTriviaFrom(statement)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return new Proposal(Title, Title, target.Root.ReplaceNode(statement, guard), Proof.ScopeOf(statement));
    }
}
