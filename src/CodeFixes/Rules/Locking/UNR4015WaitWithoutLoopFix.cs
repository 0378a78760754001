using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Turns the if around a wait into a while, when there is nothing in it but the wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4015WaitWithoutLoopFix))]
public sealed class UNR4015WaitWithoutLoopFix : RuleFix
{
    private const string Title = "Wait in a loop";

    public UNR4015WaitWithoutLoopFix()
        : base(RuleIds.WaitWithoutLoop)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax wait
            || (wait.Parent is BlockSyntax { Statements.Count: 1 } ? wait.Parent.Parent : wait.Parent) is not IfStatementSyntax { Else: null } choice)
        {
            return null;
        }

        var keyword = SyntaxFactory.Token(SyntaxKind.WhileKeyword).WithTriviaFrom(choice.IfKeyword);
        var loop = SyntaxFactory.WhileStatement(choice.AttributeLists, keyword, choice.OpenParenToken, choice.Condition, choice.CloseParenToken, choice.Statement);
        return new Proposal(Title, Title, target.Root.ReplaceNode(choice, loop), Proof.ScopeOf(choice));
    }
}
