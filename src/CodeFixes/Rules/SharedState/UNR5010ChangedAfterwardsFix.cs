using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Copies the variable before the start, and lets the code use the copy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5010ChangedAfterwardsFix))]
public sealed class UNR5010ChangedAfterwardsFix : RuleFix
{
    private const string Title = "Copy the variable";

    public UNR5010ChangedAfterwardsFix()
        : base(RuleIds.ChangedAfterwards)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not IdentifierNameSyntax read
            || target.Model.GetSymbolInfo(read, target.Cancellation).Symbol is not { } variable
            || read.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not { } lambda)
        {
            return null;
        }

        while (lambda.Parent?.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } outer && !Declares(outer, variable))
        {
            lambda = outer;
        }

        if (lambda.FirstAncestorOrSelf<StatementSyntax>(static statement => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax) is not { Parent: BlockSyntax block } start
            || Declares(lambda, variable))
        {
            return null;
        }

        var name = variable.Name + "Copy";
        var reads = lambda.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(one => SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(one, target.Cancellation).Symbol, variable));
        var copied = start.ReplaceNodes(reads, (_, now) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(now));
        var copy = SyntaxFactory.ParseStatement($"var {name} = {variable.Name};").WithLeadingTrivia(start.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        copied = copied.WithLeadingTrivia(start.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        var at = block.Statements.IndexOf(start);
        var repaired = block.WithStatements(block.Statements.RemoveAt(at).InsertRange(at, [copy.WithAdditionalAnnotations(Formatter.Annotation), copied]));
        return new Proposal(Title, Title, target.Root.ReplaceNode(block, repaired), Proof.ScopeOf(read));
    }

    private static bool Declares(SyntaxNode node, ISymbol variable) =>
        variable.DeclaringSyntaxReferences.Any(reference => node.Span.Contains(reference.Span));
}
