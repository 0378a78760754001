using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Repeats the check under the lock, or makes the flag volatile.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4022DoubleCheckedLockingFix))]
public sealed class UNR4022DoubleCheckedLockingFix : RuleFix
{
    public UNR4022DoubleCheckedLockingFix()
        : base(RuleIds.DoubleCheckedLocking)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        target.Diagnostic.Properties.TryGetValue(UNR4022DoubleCheckedLockingAnalyzer.Fault, out var fault);
        return target.Reported.FirstAncestorOrSelf<IfStatementSyntax>() is not { } check ? null
            : fault == UNR4022DoubleCheckedLockingAnalyzer.NoSecondCheck ? CheckAgain(check, target)
            : fault == UNR4022DoubleCheckedLockingAnalyzer.Unordered ? MakeVolatile(check, target)
            : null;
    }

    private static Proposal? CheckAgain(IfStatementSyntax check, FixTarget target)
    {
        const string Title = "Check again under the lock";
        LockStatementSyntax? locked;
        BlockSyntax body;
        var inner = check.Statement is BlockSyntax { Statements: { Count: 1 } statements } ? statements[0] : check.Statement;
        if (inner is LockStatementSyntax { Statement: BlockSyntax work } within)
        {
            (locked, body) = (within, SyntaxFactory.Block(SyntaxFactory.IfStatement(check.Condition.WithoutTrivia(), work.WithoutTrivia())));
        }
        else if (check.Parent is BlockSyntax block
            && block.Statements.IndexOf(check) is var index
            && index + 1 < block.Statements.Count
            && block.Statements[index + 1] is LockStatementSyntax { Statement: BlockSyntax after } following)
        {
            (locked, body) = (following, after.WithStatements(after.Statements.Insert(0, check.WithoutLeadingTrivia().WithTrailingTrivia(Lines(after)))));
        }
        else
        {
            return null;
        }

        var repaired = locked.WithStatement(body.WithTriviaFrom(locked.Statement).WithAdditionalAnnotations(Formatter.Annotation));
        return new Proposal(Title, Title, target.Root.ReplaceNode(locked, repaired), Proof.ScopeOf(check));
    }

    // The end of the line, and an empty line.
    private static SyntaxTriviaList Lines(BlockSyntax block)
    {
        var ends = block.OpenBraceToken.TrailingTrivia.Where(static part => part.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        return SyntaxFactory.TriviaList(ends.Concat(ends));
    }

    private static Proposal? MakeVolatile(IfStatementSyntax check, FixTarget target)
    {
        const string Title = "Make the flag volatile";
        var field = check.Condition.DescendantNodesAndSelf()
            .Select(node => target.Model.GetSymbolInfo(node, target.Cancellation).Symbol)
            .OfType<IFieldSymbol>()
            .FirstOrDefault(symbol => symbol.Name == Quoted(target.Diagnostic));
        if (field is not { DeclaringSyntaxReferences: { Length: 1 } only }
            || only[0].GetSyntax(target.Cancellation) is not { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1, Modifiers.Count: > 0 } declaration }
            || declaration.SyntaxTree != target.Root.SyntaxTree)
        {
            return null;
        }

        var repaired = declaration.AddModifiers(SyntaxFactory.Token(SyntaxKind.VolatileKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        return new Proposal(Title, Title, target.Root.ReplaceNode(declaration, repaired), declaration);
    }

    private static string? Quoted(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'').ElementAtOrDefault(1);
}
