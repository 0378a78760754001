using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Processes;

/// <summary>Reads first and waits afterwards, where one stream is redirected and read, or returned, right after the wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR8001PipeDeadlockFix))]
public sealed class UNR8001PipeDeadlockFix : RuleFix
{
    private const string Output = "output";
    private const string Title = "Read before waiting";

    public UNR8001PipeDeadlockFix()
        : base(RuleIds.PipeDeadlock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitForExit" or "WaitForExitAsync", Expression: var process } } call
            || call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } wait
            || (Names(block.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? target.Root, "RedirectStandardOutput") && Names(block.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? target.Root, "RedirectStandardError")))
        {
            return null;
        }

        var index = block.Statements.IndexOf(wait);
        if (index + 1 >= block.Statements.Count
            || block.Statements[index + 1] is not { } read
            || read is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax { Expression: not null })
            || !(Names(read, "StandardOutput") || Names(read, "StandardError"))
            || Names(read, "ExitCode") || Names(read, "HasExited"))
        {
            return null;
        }

        if (read is ReturnStatementSyntax { Expression: { } returned } last)
        {
            return target.Model.LookupSymbols(wait.SpanStart, name: Output).IsEmpty ? ReturnedAfterwards(block, wait, last, returned, target) : null;
        }

        var statements = block.Statements.Replace(wait, read.WithTriviaFrom(wait));
        statements = statements.Replace(statements[index + 1], wait.WithTriviaFrom(read));
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, block.WithStatements(statements)), Proof.ScopeOf(block));
    }

    private static Proposal ReturnedAfterwards(BlockSyntax block, ExpressionStatementSyntax wait, ReturnStatementSyntax last, ExpressionSyntax returned, FixTarget target)
    {
        var read = SyntaxFactory.ParseStatement($"var {Output} = {returned.WithoutTrivia()};").WithTriviaFrom(wait).WithAdditionalAnnotations(Formatter.Annotation);
        var waited = wait.WithLeadingTrivia(last.GetLeadingTrivia());
        var statements = block.Statements.SelectMany(statement => statement == wait ? [read]
            : statement == last ? new StatementSyntax[] { waited, last.WithExpression(SyntaxFactory.IdentifierName(Output).WithTriviaFrom(returned)) }
            : [statement]);
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, block.WithStatements(SyntaxFactory.List(statements))), Proof.ScopeOf(block));
    }

    private static bool Names(SyntaxNode node, string name) =>
        node.DescendantTokens().Any(token => token.ValueText == name);
}
