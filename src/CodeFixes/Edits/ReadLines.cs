using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// <c>while (!reader.EndOfStream) { var line = await reader.ReadLineAsync(); … }</c> becomes a loop that ends when the read
/// gives null.
/// </summary>
internal static class ReadLines
{
    /// <summary>The loop whose condition is the property, and what takes its place; null when the loop is another one.</summary>
    public static (SyntaxNode Loop, SyntaxNode Repaired)? InPlaceOf(MemberAccessExpressionSyntax endOfStream)
    {
        if (endOfStream.Parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Parent: WhileStatementSyntax loop } condition
            || loop.Condition != condition
            || loop.Statement is not BlockSyntax { Statements: { Count: > 0 } statements } body
            || statements[0] is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } first
            || variables[0] is not { Initializer.Value: AwaitExpressionSyntax read } variable
            || !IsReadLine(read.Expression, endOfStream.Expression)
            || first.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
        {
            return null;
        }

        var pattern = RecursivePattern()
            .WithPropertyPatternClause(PropertyPatternClause(SeparatedList<SubpatternSyntax>())
                .WithCloseBraceToken(Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(Space))
                .WithOpenBraceToken(Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(Space)))
            .WithDesignation(SingleVariableDesignation(variable.Identifier.WithoutTrivia()));
        var isLine = IsPatternExpression(
            read.WithoutTrivia().WithTrailingTrivia(Space), Token(SyntaxKind.IsKeyword).WithTrailingTrivia(Space), pattern);
        var rest = body.WithStatements(statements.RemoveAt(0));
        return (loop, loop.WithCondition(isLine.WithTriviaFrom(condition)).WithStatement(rest));
    }

    private static bool IsReadLine(ExpressionSyntax awaited, ExpressionSyntax reader)
    {
        if (awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configured })
        {
            awaited = configured.Expression;
        }

        return awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ReadLineAsync" } call }
            && call.Expression.IsEquivalentTo(reader, topLevel: false);
    }
}
