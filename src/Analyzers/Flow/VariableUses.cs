using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Tells what an expression does with the variable that it names.</summary>
internal static class VariableUses
{
    public static (VariableUseKind Kind, IOperation Step) KindOf(IOperation reference, ISymbol variable)
    {
        var place = reference;
        while (place.Parent is IConversionOperation or IParenthesizedOperation)
        {
            place = place.Parent;
        }

        var step = place.Parent ?? place;
        switch (FieldAccesses.KindOf(reference))
        {
            case AccessKind.Compound:
                return (step is ICoalesceAssignmentOperation ? VariableUseKind.SetAnyway : VariableUseKind.Update, step);
            case AccessKind.Write:
                return (step is ISimpleAssignmentOperation assignment ? OfAssignment(assignment, variable) : VariableUseKind.Set, step);
            case AccessKind.Read:
                return OfValue(place, step);
            default:
                return (VariableUseKind.Other, step);
        }
    }

    private static VariableUseKind OfAssignment(ISimpleAssignmentOperation assignment, ISymbol variable)
    {
        if (Names(assignment.Value, variable))
        {
            return VariableUseKind.Update;
        }

        return assignment.Value.Unwrapped() is { ConstantValue.HasValue: true } or IDefaultValueOperation || IsFirst(assignment, variable)
            ? VariableUseKind.SetAnyway
            : VariableUseKind.Set;
    }

    // if (cache == null) cache = Make(): made twice at worst, which is another rule's matter
    private static bool IsFirst(IOperation assignment, ISymbol variable)
    {
        for (var current = assignment.Parent; current is not (null or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } && assignment.Syntax.SpanStart > condition.Syntax.SpanStart
                && Names(condition, variable) && condition.DescendantsAndSelf().Any(static inner => inner is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }))
            {
                return true;
            }
        }

        return false;
    }

    private static (VariableUseKind Kind, IOperation Step) OfValue(IOperation place, IOperation step)
    {
        switch (step)
        {
            case IInvocationOperation { TargetMethod: var method } call when call.Instance == place && UnsafeCollections.Is(place.Unwrapped().Type, place):
                return (UnsafeCollections.Changes(method) ? VariableUseKind.Change : VariableUseKind.Look, step);
            case IPropertyReferenceOperation { Property: var property } access when access.Instance == place && UnsafeCollections.Is(place.Unwrapped().Type, place):
                return FieldAccesses.KindOf(access) == AccessKind.Read
                    ? (property.IsIndexer ? VariableUseKind.Look : VariableUseKind.Read, step)
                    : (UnsafeCollections.HasSlots(property.ContainingType) ? VariableUseKind.Read : VariableUseKind.Change, access.Parent ?? access);
            case IForEachLoopOperation when UnsafeCollections.Is(place.Unwrapped().Type, place):
                return (VariableUseKind.Look, place);
            case IArrayElementReferenceOperation { Indices: var indices } element when element.ArrayReference == place
                && FieldAccesses.KindOf(element) == AccessKind.Compound && indices.All(static index => index.ConstantValue.HasValue):
                return (VariableUseKind.Update, element.Parent ?? element);
            default:
                return (VariableUseKind.Read, step);
        }
    }

    private static bool Names(IOperation expression, ISymbol variable) => expression.DescendantsAndSelf().Any(inner =>
        SymbolEqualityComparer.Default.Equals(variable, inner switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => FieldAccesses.Storage(property.Property),
            _ => null,
        }));
}
