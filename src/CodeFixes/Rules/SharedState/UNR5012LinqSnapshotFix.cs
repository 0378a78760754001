using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Lets the dictionary copy itself first: its own ToArray takes all of its locks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5012LinqSnapshotFix))]
public sealed class UNR5012LinqSnapshotFix : RuleFix
{
    private const string Title = "Copy by the dictionary's own ToArray";

    public UNR5012LinqSnapshotFix()
        : base(RuleIds.LinqSnapshot)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var source = target.Reported.FirstAncestorOrSelf<ExpressionSyntax>(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments, Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Enumerable" } } } => arguments[0].Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
            _ => null,
        };
        if (source is null || target.Model.GetTypeInfo(source, target.Cancellation).Type is not { Name: "ConcurrentDictionary" })
        {
            return null;
        }

        var copy = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, source.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName("ToArray")))
            .WithTrailingTrivia(source.GetTrailingTrivia());
        return new Proposal(Title, Title, target.Root.ReplaceNode(source, copy), Proof.ScopeOf(source));
    }
}
