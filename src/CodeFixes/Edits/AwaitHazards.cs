using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.CodeFixes.Edits;

/// <summary>Places where an await compiles as far as binding tells, and yet is wrong.</summary>
internal static class AwaitHazards
{
    public static bool Any(ExpressionSyntax expression, SyntaxNode function, SemanticModel model) =>
        IsInConditionalAccess(expression) || LosesRefStruct(expression, function, model);

    /// <summary>Result, Wait and WaitAll wrap exceptions, await does not: a handler of the wrapper would be bypassed.</summary>
    public static bool ChangesCaughtException(BlockingKind kind, SyntaxNode expression, SyntaxNode function, SemanticModel model) =>
        kind != BlockingKind.GetResult
        && expression.Ancestors().TakeWhile(node => node != function).OfType<TryStatementSyntax>()
            .Where(statement => statement.Block.Span.Contains(expression.Span))
            .SelectMany(statement => statement.Catches)
            .Any(handler => handler.Declaration is { Type: var type } && model.GetTypeInfo(type).Type?.Name == nameof(AggregateException));

    // In a?.B.Result the task starts in the middle of the expression; an await cannot.
    private static bool IsInConditionalAccess(ExpressionSyntax expression)
    {
        SyntaxNode? first = expression;
        while (first is not null)
        {
            switch (first)
            {
                case MemberBindingExpressionSyntax or ElementBindingExpressionSyntax:
                    return true;
                case MemberAccessExpressionSyntax access:
                    first = access.Expression;
                    break;
                case InvocationExpressionSyntax call:
                    first = call.Expression;
                    break;
                case ElementAccessExpressionSyntax access:
                    first = access.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix:
                    first = postfix.Operand;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>
    /// A span or a reference that lives across an await is an error that the compiler only finds when it emits
    /// (CS4007), so it is looked for here: in the same statement, and in locals used on both sides.
    /// </summary>
    private static bool LosesRefStruct(ExpressionSyntax expression, SyntaxNode function, SemanticModel model)
    {
        var statement = expression.FirstAncestorOrSelf<StatementSyntax>() ?? function;
        var parts = statement.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax).OfType<ExpressionSyntax>();
        if (parts.Any(part => IsRefStruct(part, model)))
        {
            return true;
        }

        var inLoop = expression.Ancestors().TakeWhile(node => node != function).Any(node =>
            node is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or UsingStatementSyntax);
        return function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(use => inLoop || use.SpanStart > expression.Span.End)
            .Any(use => model.GetSymbolInfo(use).Symbol is ILocalSymbol local
                && (local.Type.IsRefLikeType || local.RefKind != RefKind.None)
                && local.DeclaringSyntaxReferences.Any(declaration => declaration.Span.Start < expression.SpanStart));
    }

    private static bool IsRefStruct(ExpressionSyntax part, SemanticModel model) =>
        part is not TypeSyntax or IdentifierNameSyntax
        && model.GetTypeInfo(part).Type is { IsRefLikeType: true }
        && model.GetSymbolInfo(part).Symbol is not ITypeSymbol;
}
