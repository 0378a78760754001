using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>A foreach over ToBlockingEnumerable becomes an await foreach. A BlockingCollection needs another type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1011BlockingEnumerationFix))]
public sealed class UNR1011BlockingEnumerationFix : RuleFix
{
    private const string Title = "Use await foreach";

    public UNR1011BlockingEnumerationFix()
        : base(RuleIds.BlockingEnumeration)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (AwaitInPlace.CallAt(target.Reported) is not { Expression: MemberAccessExpressionSyntax access } call
            || access.Name.Identifier.ValueText != "ToBlockingEnumerable"
            || call.Parent is not CommonForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop
            || loop.Expression != call
            || Functions.Around(call) is not { } function
            || !Functions.IsAsync(function))
        {
            return null;
        }

        ExpressionSyntax stream = call.ArgumentList.Arguments.Count == 0
            ? access.Expression
            : call.WithExpression(access.WithName(SyntaxFactory.IdentifierName("WithCancellation")));
        var keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var bare = loop.ReplaceNode(call, stream.WithTriviaFrom(call)).WithoutLeadingTrivia();
        SyntaxNode repaired = bare switch
        {
            ForEachStatementSyntax each => each.WithAwaitKeyword(keyword),
            ForEachVariableStatementSyntax each => each.WithAwaitKeyword(keyword),
            _ => bare,
        };
        return new Proposal(
            Title, Title, target.Root.ReplaceNode(loop, repaired.WithLeadingTrivia(loop.GetLeadingTrivia())), Proof.ScopeOf(call));
    }
}
