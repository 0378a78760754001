using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Processes;

/// <summary>Reads first and waits afterwards, where one stream is redirected and read right after the wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR8001PipeDeadlockFix))]
public sealed class UNR8001PipeDeadlockFix : RuleFix
{
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
            || block.Statements[index + 1] is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax)
            || block.Statements[index + 1] is not { } read
            || !(Names(read, "StandardOutput") || Names(read, "StandardError"))
            || Names(read, "ExitCode") || Names(read, "HasExited"))
        {
            return null;
        }

        var statements = block.Statements.Replace(wait, read.WithTriviaFrom(wait));
        statements = statements.Replace(statements[index + 1], wait.WithTriviaFrom(read));
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, block.WithStatements(statements)), Proof.ScopeOf(block));
    }

    private static bool Names(SyntaxNode node, string name) =>
        node.DescendantTokens().Any(token => token.ValueText == name);
}
