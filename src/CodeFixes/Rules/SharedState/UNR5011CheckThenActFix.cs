using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Turns <c>if (!d.ContainsKey(k)) d[k] = v;</c> into <c>d.TryAdd(k, v);</c> when nothing else is in the if.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5011CheckThenActFix))]
public sealed class UNR5011CheckThenActFix : RuleFix
{
    private const string Title = "Use TryAdd";

    public UNR5011CheckThenActFix()
        : base(RuleIds.CheckThenAct)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } element
            || element.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
            || assignment.Left != element
            || (statement.Parent is BlockSyntax { Statements.Count: 1 } ? statement.Parent.Parent : statement.Parent) is not IfStatementSyntax { Else: null } choice
            || choice.Condition is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContainsKey" } asked } })
        {
            return null;
        }

        var call = SyntaxFactory.InvocationExpression(
            asked.WithName(SyntaxFactory.IdentifierName("TryAdd")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                [keys[0].WithoutTrivia(), SyntaxFactory.Argument(assignment.Right.WithoutTrivia())],
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
        var repaired = SyntaxFactory.ExpressionStatement(call.WithoutTrivia()).WithTriviaFrom(choice);
        return new Proposal(Title, Title, target.Root.ReplaceNode(choice, repaired), Proof.ScopeOf(choice));
    }
}
