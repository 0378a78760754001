using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Moves the acquire before its try, when it is the first statement in there and its result is not used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4006AcquireInsideTryFix))]
public sealed class UNR4006AcquireInsideTryFix : RuleFix
{
    private const string Title = "Acquire before the try";

    public UNR4006AcquireInsideTryFix()
        : base(RuleIds.AcquireInsideTry)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax { Parent: TryStatementSyntax @try } body } acquire
            || @try.Block != body
            || body.Statements[0] != acquire
            || @try.Parent is not BlockSyntax block
            || target.Model.GetTypeInfo(acquire.Expression, target.Cancellation).Type is not { SpecialType: SpecialType.System_Void } // a timed one may fail
            || acquire.GetTrailingTrivia().Any(trivia => trivia.IsDirective))
        {
            return null;
        }

        var moved = acquire.WithLeadingTrivia(@try.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        var shorter = @try.WithBlock(body.WithStatements(body.Statements.RemoveAt(0)))
            .WithLeadingTrivia(@try.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.ToString().Trim().Length == 0 && trivia.ToString().IndexOf('\n') < 0).Reverse());
        var statements = block.Statements.ReplaceRange(@try, [moved, shorter]);
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, block.WithStatements(statements)), Proof.ScopeOf(block));
    }
}
