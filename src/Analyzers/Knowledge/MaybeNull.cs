using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Expressions that are null, or are null when something before them is.</summary>
internal static class MaybeNull
{
    /// <summary>The part of an expression that is or may be null; null when there is none. <c>null!</c> says that it is meant.</summary>
    public static IOperation? In(IOperation expression)
    {
        var value = expression.Unwrapped();
        if (value.Syntax.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression) || value.Syntax.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            return null;
        }

        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } => value,
            IDefaultValueOperation { Type.IsReferenceType: true } => value,
            IConditionalAccessOperation => value,
            IConditionalOperation { WhenFalse: { } other } conditional => In(conditional.WhenTrue) ?? In(other),
            ICoalesceOperation coalesce => In(coalesce.WhenNull),
            ISwitchExpressionOperation choice => choice.Arms.Select(arm => In(arm.Value)).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    /// <summary>The compiler follows null here and warns itself.</summary>
    public static bool CompilerWarns(IOperation operation) =>
        operation.SemanticModel?.GetNullableContext(operation.Syntax.SpanStart).WarningsEnabled() ?? false;
}
