using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>
/// Turns <c>if (await Task.WhenAny(task, Task.Delay(time)) != task) throw new TimeoutException();</c> into
/// <c>await task.WaitAsync(time);</c>. Other races do other things when the time is over, so they have no fix.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2021DelayOutlivesRaceFix))]
public sealed class UNR2021DelayOutlivesRaceFix : RuleFix
{
    private const string Title = "Wait with a time limit";

    public UNR2021DelayOutlivesRaceFix()
        : base(RuleIds.DelayOutlivesRace)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments.Count: 1 } delay
            || delay.Parent?.Parent?.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2 } race
            || race.ArgumentList.Arguments[1].Expression != delay
            || race.ArgumentList.Arguments[0].Expression is not IdentifierNameSyntax task
            || race.Parent is not AwaitExpressionSyntax { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } comparison } awaited
            || (comparison.Left == awaited ? comparison.Right : comparison.Left) is not IdentifierNameSyntax other
            || other.Identifier.Text != task.Identifier.Text
            || comparison.Parent is not IfStatementSyntax { Else: null } choice
            || !ThrowsTimeout(choice.Statement, target.Model, target.Cancellation))
        {
            return null;
        }

        var time = delay.ArgumentList.Arguments[0].Expression;
        var limit = target.Model.GetTypeInfo(time, target.Cancellation).Type?.SpecialType == SpecialType.System_Int32
            ? InvocationExpression(
                MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    TypeNames.At(target.Model, time.SpanStart, "System", "TimeSpan"),
                    IdentifierName("FromMilliseconds")),
                ArgumentList(SingletonSeparatedList(Argument(time.WithoutTrivia()))))
            : time.WithoutTrivia();
        var wait = InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, task.WithoutTrivia(), IdentifierName("WaitAsync")),
            ArgumentList(SingletonSeparatedList(Argument(limit))));
        var statement = ExpressionStatement(AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), wait)).WithTriviaFrom(choice);
        return new Proposal(Title, Title, target.Root.ReplaceNode(choice, statement), Proof.ScopeOf(choice));
    }

    private static bool ThrowsTimeout(StatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
        (statement is BlockSyntax { Statements.Count: 1 } block ? block.Statements[0] : statement) is ThrowStatementSyntax { Expression: BaseObjectCreationExpressionSyntax made }
        && model.GetTypeInfo(made, cancellation).Type?.Name == nameof(TimeoutException);
}
