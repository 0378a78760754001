using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Compound operations as calls of Interlocked.</summary>
internal static class AtomicForm
{
    /// <summary>The variable that a compound operation changes; null where the value of the operation is used and would be another one.</summary>
    public static ExpressionSyntax? Operand(ExpressionSyntax change) => change switch
    {
        PostfixUnaryExpressionSyntax { Parent: ExpressionStatementSyntax or ForStatementSyntax } postfix => postfix.Operand, // the value is the old one
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        AssignmentExpressionSyntax assignment => assignment.Left,
        _ => null,
    };

    /// <summary>The call that does it in one step, as text; null when there is none.</summary>
    public static string? CallOf(ExpressionSyntax change, ExpressionSyntax field)
    {
        const string Interlocked = "System.Threading.Interlocked.";
        return change.Kind() switch
        {
            SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression => $"{Interlocked}Increment(ref {field})",
            SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression => $"{Interlocked}Decrement(ref {field})",
            SyntaxKind.AddAssignmentExpression => $"{Interlocked}Add(ref {field}, {((AssignmentExpressionSyntax)change).Right})",
            SyntaxKind.SubtractAssignmentExpression => $"{Interlocked}Add(ref {field}, -({((AssignmentExpressionSyntax)change).Right}))",
            _ => null,
        };
    }
}
