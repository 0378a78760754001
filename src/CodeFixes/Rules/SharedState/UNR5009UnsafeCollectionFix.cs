using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Puts the change into a lock on the collection; all places get the same lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5009UnsafeCollectionFix))]
public sealed class UNR5009UnsafeCollectionFix : RuleFix
{
    private const string Title = "Lock the collection";

    public UNR5009UnsafeCollectionFix()
        : base(RuleIds.UnsafeCollection)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax change || CollectionOf(change) is not { } collection)
        {
            return null;
        }

        SyntaxNode? old = change.Parent is ExpressionStatementSyntax ? change.Parent
            : change.Parent is LambdaExpressionSyntax && target.Model.GetTypeInfo(change, target.Cancellation).Type?.SpecialType == SpecialType.System_Void ? change
            : null;
        if (old is null)
        {
            return null;
        }

        var inner = old as StatementSyntax ?? SyntaxFactory.ExpressionStatement(change.WithoutTrivia());
        var locked = SyntaxFactory.LockStatement(collection.WithoutTrivia(), SyntaxFactory.Block(inner.WithoutTrivia()));
        SyntaxNode repaired = old is StatementSyntax ? locked : SyntaxFactory.Block(locked);
        return new Proposal(
            Title, Title, target.Root.ReplaceNode(old, repaired.WithTriviaFrom(old).WithAdditionalAnnotations(Formatter.Annotation)), Proof.ScopeOf(change));
    }

    private static ExpressionSyntax? CollectionOf(ExpressionSyntax change) => change switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => element.Expression,
        PostfixUnaryExpressionSyntax { Operand: ElementAccessExpressionSyntax element } => element.Expression,
        _ => null,
    };
}
