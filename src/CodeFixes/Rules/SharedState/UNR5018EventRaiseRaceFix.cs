using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Raises by <c>?.Invoke</c>; the test goes where it was about nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5018EventRaiseRaceFix))]
public sealed class UNR5018EventRaiseRaceFix : RuleFix
{
    private const string Title = "Raise by ?.Invoke";

    public UNR5018EventRaiseRaceFix()
        : base(RuleIds.EventRaiseRace)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax statement } call)
        {
            return null;
        }

        var raised = call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" } access ? access.Expression : call.Expression;
        var invoke = SyntaxFactory.ConditionalAccessExpression(
            raised.WithoutTrivia(),
            SyntaxFactory.InvocationExpression(SyntaxFactory.MemberBindingExpression(SyntaxFactory.IdentifierName("Invoke")), call.ArgumentList));
        var repaired = statement.WithExpression(invoke.WithTriviaFrom(call));
        var whole = Only(statement) is { } test && Tests(test.Condition, raised) ? (StatementSyntax)test : statement;
        return new Proposal(Title, Title, target.Root.ReplaceNode(whole, repaired.WithTriviaFrom(whole)), Proof.ScopeOf(statement));
    }

    private static IfStatementSyntax? Only(ExpressionStatementSyntax statement) =>
        (statement.Parent is BlockSyntax { Statements.Count: 1 } ? statement.Parent.Parent : statement.Parent) as IfStatementSyntax is { Else: null } test ? test : null;

    private static bool Tests(ExpressionSyntax condition, ExpressionSyntax raised) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test =>
            SyntaxFactory.AreEquivalent(test.Left, raised) || SyntaxFactory.AreEquivalent(test.Right, raised),
        IsPatternExpressionSyntax test => SyntaxFactory.AreEquivalent(test.Expression, raised),
        _ => false,
    };
}
