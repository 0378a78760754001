using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Unravel.CodeFixes.Edits;

/// <summary>Writes a change of a number as one call of Interlocked.</summary>
internal static class AtomicChange
{
    /// <summary>What is changed; null where the value of the change is used and is not that of the call.</summary>
    public static ExpressionSyntax? Operand(ExpressionSyntax change) => change switch
    {
        PostfixUnaryExpressionSyntax { Parent: ExpressionStatementSyntax or ForStatementSyntax or LambdaExpressionSyntax } postfix => postfix.Operand, // the value is the old one
        PostfixUnaryExpressionSyntax { Parent: ArrowExpressionClauseSyntax { Parent: { } member } } postfix when ReturnsNothing(member) => postfix.Operand,
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        AssignmentExpressionSyntax assignment => assignment.Left,
        _ => null,
    };

    private static bool ReturnsNothing(SyntaxNode member) => member
        is MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
        or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
        or ConstructorDeclarationSyntax
        or AccessorDeclarationSyntax { RawKind: not (int)SyntaxKind.GetAccessorDeclaration };

    public static ExpressionSyntax? Of(ExpressionSyntax change, ExpressionSyntax operand)
    {
        if (TextOf(change, operand) is not { } text)
        {
            return null;
        }

        var call = SyntaxFactory.ParseExpression(text).WithTriviaFrom(change);
        var type = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call).Expression).Expression;
        return call.ReplaceNode(type, type.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <summary>The call as text; null when there is none.</summary>
    public static string? TextOf(ExpressionSyntax change, ExpressionSyntax operand)
    {
        const string Interlocked = "System.Threading.Interlocked.";
        return change.Kind() switch
        {
            SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression => $"{Interlocked}Increment(ref {operand})",
            SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression => $"{Interlocked}Decrement(ref {operand})",
            SyntaxKind.AddAssignmentExpression => $"{Interlocked}Add(ref {operand}, {((AssignmentExpressionSyntax)change).Right})",
            SyntaxKind.SubtractAssignmentExpression => $"{Interlocked}Add(ref {operand}, -({((AssignmentExpressionSyntax)change).Right}))",
            _ => null,
        };
    }
}
