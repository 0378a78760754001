using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Methods that give a task that is complete, or null where there is none: a quick way that never waits. Read from their source,
/// and only asked about a method that is waited for. One that never gives null may be a stub that will once do the work.
/// </summary>
internal static class CompletedMethods
{
    public static bool IsOne(IMethodSymbol method)
    {
        if (method.IsAsync || method.IsVirtual || method.IsOverride || method.IsAbstract || method.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        var (gives, refuses) = (false, false);
        foreach (var node in declaration.DescendantNodes(node => node == declaration || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            var value = node switch
            {
                ReturnStatementSyntax statement => statement.Expression,
                ArrowExpressionClauseSyntax arrow when arrow.Parent == declaration => arrow.Expression,
                YieldStatementSyntax => null,
                _ => declaration,
            };
            if (value == declaration)
            {
                continue;
            }

            if (value is not ExpressionSyntax expression || !IsComplete(expression, method.ContainingType))
            {
                return false;
            }

            gives |= !IsNothing(Bare(expression));
            refuses |= expression.DescendantNodesAndSelf().Any(static part => part is ExpressionSyntax one && IsNothing(one));
        }

        return gives && refuses;
    }

    private static ExpressionSyntax Bare(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bare(inner.Operand),
        _ => value,
    };

    private static bool IsComplete(ExpressionSyntax value, INamedTypeSymbol type) => value switch
    {
        _ when Bare(value) is var bare && bare != value => IsComplete(bare, type),
        ConditionalExpressionSyntax choice => IsComplete(choice.WhenTrue, type) && IsComplete(choice.WhenFalse, type),
        SwitchExpressionSyntax choice => choice.Arms.All(arm => IsComplete(arm.Expression, type)),
        ThrowExpressionSyntax => true,
        IdentifierNameSyntax name => IsCompleteField(name.Identifier.ValueText, type),
        _ => IsNothing(value) || IsFactory(value),
    };

    private static bool IsNothing(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression) || value is DefaultExpressionSyntax;

    private static bool IsFactory(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" or "FromException" or "FromCanceled" } member } => IsTask(member.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } member => IsTask(member.Expression),
        _ => false,
    };

    private static bool IsTask(ExpressionSyntax type) => type is SimpleNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Task" or "ValueTask" };

    // static readonly Task<bool> TrueTask = Task.FromResult(true);
    private static bool IsCompleteField(string name, INamedTypeSymbol type) =>
        type.GetMembers(name).FirstOrDefault() is IFieldSymbol { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } only }
        && only[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && IsFactory(value);
}
