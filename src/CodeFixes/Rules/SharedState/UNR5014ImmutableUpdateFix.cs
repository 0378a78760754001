using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Replaces the collection by ImmutableInterlocked.Update, which tries again when another thread was quicker.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5014ImmutableUpdateFix))]
public sealed class UNR5014ImmutableUpdateFix : RuleFix
{
    private const string Title = "Use ImmutableInterlocked.Update";

    public UNR5014ImmutableUpdateFix()
        : base(RuleIds.ImmutableUpdate)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment
            || target.Model.GetSymbolInfo(assignment.Left, target.Cancellation).Symbol is not IFieldSymbol { IsVolatile: false } field)
        {
            return null;
        }

        var reads = assignment.Right.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(read =>
            read is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(read, target.Cancellation).Symbol, field));
        var next = assignment.Right.ReplaceNodes(reads, static (_, now) => SyntaxFactory.IdentifierName("current").WithTriviaFrom(now));
        var call = SyntaxFactory.ParseExpression($"System.Collections.Immutable.ImmutableInterlocked.Update(ref {assignment.Left.WithoutTrivia()}, current => {next.WithoutTrivia()})").WithTriviaFrom(assignment);
        var type = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call).Expression).Expression;
        call = call.ReplaceNode(type, type.WithAdditionalAnnotations(Simplifier.Annotation));
        return new Proposal(Title, Title, target.Root.ReplaceNode(assignment, call), Proof.ScopeOf(assignment));
    }
}
