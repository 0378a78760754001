using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Unravel.CodeFixes.Edits;

/// <summary>The statement around an expression goes into a lock statement.</summary>
internal static class WrapInLock
{
    /// <summary>The changed tree; null where there is no statement, or where it cannot stand in a lock.</summary>
    /// <param name="guard">The lock, as an expression of the source.</param>
    public static SyntaxNode? Around(SyntaxNode root, SyntaxNode node, string guard, SemanticModel model)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case StatementSyntax statement when !IsPart(statement):
                    return Statement(root, statement, guard, model);
                case ArrowExpressionClauseSyntax { Parent: { } member } arrow:
                    return Member(member, arrow, guard) is { } changed ? root.ReplaceNode(member, changed) : null;
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    // An `else if` belongs to its if.
    private static bool IsPart(StatementSyntax statement) => statement is BlockSyntax || statement.Parent is ElseClauseSyntax;

    private static SyntaxNode? Statement(SyntaxNode root, StatementSyntax statement, string guard, SemanticModel model)
    {
        if (statement.DescendantNodes().Any(static node => node is YieldStatementSyntax))
        {
            return null;
        }

        switch (statement)
        {
            case LocalFunctionStatementSyntax:
                return null;
            case LocalDeclarationStatementSyntax { Declaration: { Variables: { Count: 1 } variables } declared } local:
                return local.Parent is BlockSyntax or SwitchSectionSyntax
                    && local.UsingKeyword.IsKind(SyntaxKind.None) && variables[0].Initializer is { } initializer && TypeOf(declared, model) is { } type
                    ? root.ReplaceNode(local, Split(local, variables[0], initializer.Value, type, guard))
                    : null;
            case LocalDeclarationStatementSyntax:
                return null;
            default:
                var inside = statement.WithoutLeadingTrivia().WithoutTrailingTrivia();
                return root.ReplaceNode(statement, Lock(guard, inside).WithTriviaFrom(statement));
        }
    }

    private static IEnumerable<SyntaxNode> Split(LocalDeclarationStatementSyntax local, VariableDeclaratorSyntax variable, ExpressionSyntax value, string type, string guard)
    {
        var endOfLine = LineEnds.TriviaOf(local);
        yield return SyntaxFactory.ParseStatement($"{type} {variable.Identifier};").WithLeadingTrivia(local.GetLeadingTrivia()).WithTrailingTrivia(endOfLine)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var assignment = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(variable.Identifier.WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.Space), value.WithoutTrivia().WithLeadingTrivia(SyntaxFactory.Space)));
        yield return Lock(guard, assignment).WithTrailingTrivia(local.GetTrailingTrivia());
    }

    private static string? TypeOf(VariableDeclarationSyntax declared, SemanticModel model) =>
        !declared.Type.IsVar ? declared.Type is RefTypeSyntax ? null : declared.Type.ToString()
        : model.GetTypeInfo(declared.Type).Type is { IsAnonymousType: false, TypeKind: not TypeKind.Error } type ? type.ToMinimalDisplayString(model, declared.SpanStart)
        : null;

    private static SyntaxNode? Member(SyntaxNode member, ArrowExpressionClauseSyntax arrow, string guard)
    {
        var value = arrow.Expression.WithoutTrivia();
        var after = member.GetTrailingTrivia();
        SyntaxNode? changed = member switch
        {
            PropertyDeclarationSyntax property => property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(Returning(value, guard))),
            IndexerDeclarationSyntax indexer => indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(Returning(value, guard))),
            AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration } accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Returning(value, guard)),
            AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Doing(value, guard)),
            MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(
                method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } ? Doing(value, guard) : Returning(value, guard)),
            _ => null,
        };
        return changed?.WithTrailingTrivia(after).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static AccessorListSyntax Getter(BlockSyntax body) =>
        SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, body)));

    private static BlockSyntax Returning(ExpressionSyntax value, string guard) =>
        SyntaxFactory.Block(Lock(guard, SyntaxFactory.ReturnStatement(value.WithLeadingTrivia(SyntaxFactory.Space))));

    private static BlockSyntax Doing(ExpressionSyntax value, string guard) => SyntaxFactory.Block(Lock(guard, SyntaxFactory.ExpressionStatement(value)));

    private static LockStatementSyntax Lock(string guard, StatementSyntax inside) =>
        SyntaxFactory.LockStatement(SyntaxFactory.ParseExpression(guard), inside as BlockSyntax ?? SyntaxFactory.Block(inside)).WithAdditionalAnnotations(Formatter.Annotation);
}
