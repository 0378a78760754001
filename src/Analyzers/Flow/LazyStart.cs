using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>A field that is made when it is found to be null: the look and the write are two steps.</summary>
/// <param name="Site">The whole expression: <c>f ??= v</c>, <c>f ?? (f = v)</c>, or the assignment under its check.</param>
internal sealed record LazyStart(FieldAccess Access, ExpressionSyntax Value, ExpressionSyntax Site)
{
    /// <summary>The lazy start that a write belongs to; null when the write asks nothing first.</summary>
    public static LazyStart? Of(FieldAccess access)
    {
        if (access.Kind is not (AccessKind.Write or AccessKind.Compound)
            || FieldUse.Whole(access.Operation.Syntax) is not { Parent: AssignmentExpressionSyntax assignment } place
            || assignment.Left != place)
        {
            return null;
        }

        if (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            return new(access, assignment.Right, assignment);
        }

        if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return null;
        }

        var name = NameOf(place);
        return FieldUse.Whole(assignment) is { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce } right && coalesce.Right == right && NameOf(coalesce.Left) == name
            ? new(access, assignment.Right, coalesce)
            : assignment.Parent is ExpressionStatementSyntax statement && IsChecked(statement, name)
                ? new(access, assignment.Right, assignment)
                : null;
    }

    /// <summary>The value as the compiler binds it; null when the tree does not show it.</summary>
    public IOperation? BoundValue()
    {
        var function = Access.Function;
        while (function.Tree is null && function.Enclosing is { } around)
        {
            function = around;
        }

        foreach (var operation in function.Tree?.Descendants() ?? [])
        {
            if (operation.Syntax == Value && operation is not IConversionOperation)
            {
                return operation is ILocalReferenceOperation local ? Scopes.LocalUses.Of(local).OnlyValue ?? operation : operation.Unwrapped();
            }
        }

        return null;
    }

    private static bool IsChecked(StatementSyntax statement, string name)
    {
        for (SyntaxNode current = statement; current.Parent is { } parent && parent is StatementSyntax or ElseClauseSyntax; current = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax check when check.Statement == current && FindsNull(check.Condition, name):
                    return true;
                case IfStatementSyntax check when check.Else == current && FindsValue(check.Condition, name):
                    return true;
                case BlockSyntax block when current == statement && block.Statements.Any(other => other.SpanStart < current.SpanStart && IsEarlyExit(other, name)):
                    return true;
                case IfStatementSyntax or BlockSyntax or ElseClauseSyntax:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    // if (f != null) return f;
    private static bool IsEarlyExit(StatementSyntax statement, string name) =>
        statement is IfStatementSyntax { Else: null } check && FindsValue(check.Condition, name)
        && (check.Statement is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[statements.Count - 1] : check.Statement) is ReturnStatementSyntax;

    private static bool FindsNull(ExpressionSyntax condition, string name) => condition switch
    {
        ParenthesizedExpressionSyntax inner => FindsNull(inner.Expression, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => FindsNull(both.Left, name) || FindsNull(both.Right, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test => IsTest(test, name),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } test => NameOf(test.Expression) == name,
        _ => false,
    };

    private static bool FindsValue(ExpressionSyntax condition, string name) => condition switch
    {
        ParenthesizedExpressionSyntax inner => FindsValue(inner.Expression, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test => IsTest(test, name),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } } test => NameOf(test.Expression) == name,
        _ => false,
    };

    private static bool IsTest(BinaryExpressionSyntax test, string name) =>
        (test.Right.IsKind(SyntaxKind.NullLiteralExpression) && NameOf(test.Left) == name) || (test.Left.IsKind(SyntaxKind.NullLiteralExpression) && NameOf(test.Right) == name);

    // `this.f` and `C.f` are `f`; the write was bound, and a look at something else of that name in its condition is rare.
    private static string NameOf(SyntaxNode expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or IdentifierNameSyntax or PredefinedTypeSyntax, Name: var name } => name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => expression.ToString(),
    };
}
