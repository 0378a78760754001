using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Extensions;

/// <summary>What surrounds an operation in its function.</summary>
internal static class SurroundingExtensions
{
    /// <summary>The lambda or local function around an operation, or the whole body when there is none.</summary>
    public static IOperation Function(this IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent)
        {
            current = parent;
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                break;
            }
        }

        return current;
    }

    /// <summary>Everything inside an operation that belongs to the same function.</summary>
    public static IEnumerable<IOperation> OwnDescendants(this IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            yield return child;
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            foreach (var inner in child.OwnDescendants())
            {
                yield return inner;
            }
        }
    }

    /// <summary>The operation that uses the value of this one, above conversions and parentheses.</summary>
    public static IOperation? User(this IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IDelegateCreationOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>Nothing takes the value: it is a statement of its own or is assigned to a discard.</summary>
    public static bool IsDropped(this IOperation operation) => operation.User() switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IConditionalAccessOperation access when access.WhenNotNull == operation => access.IsDropped(),
        _ => false,
    };

    /// <summary>The local, parameter or field of this object that an operation names, or null.</summary>
    public static ISymbol? Variable(this IOperation? operation) => operation?.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };

    /// <summary>Somewhere inside, nested functions included, the variable is named.</summary>
    public static bool Mentions(this IOperation operation, ISymbol variable) =>
        operation.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
            && SymbolEqualityComparer.Default.Equals(inner.Variable(), variable));
}
