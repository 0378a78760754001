using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Moves the statement that starts the code to the end of the constructor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5023EarlyStartFix))]
public sealed class UNR5023EarlyStartFix : RuleFix
{
    private const string Title = "Start last";

    public UNR5023EarlyStartFix()
        : base(RuleIds.EarlyStart)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } block } start
            || block.Statements.Any(static statement => statement is ReturnStatementSyntax or ThrowStatementSyntax))
        {
            return null;
        }

        var at = block.Statements.IndexOf(start);
        var repaired = block.WithStatements(block.Statements.RemoveAt(at).Add(start));
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, repaired), Proof.ScopeOf(start));
    }
}
