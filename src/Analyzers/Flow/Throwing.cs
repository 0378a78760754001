using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>Which operations may throw in practice. An access to a field and arithmetic are taken to be safe.</summary>
internal static class Throwing
{
    public static bool May(IOperation operation) => operation switch
    {
        IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IThrowOperation => true,
        IPropertyReferenceOperation { Property: var property } => property.IsIndexer || !IsAuto(property),
        IArrayElementReferenceOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation => true,
        IFunctionPointerInvocationOperation or IEventAssignmentOperation => true,
        IConversionOperation { OperatorMethod: not null } => true,
        IConversionOperation { IsImplicit: false, IsTryCast: false, Type.IsReferenceType: true, Conversion: { IsReference: true } } conversion =>
            conversion.Operand.ConstantValue is not { HasValue: true },
        _ => false,
    };

    private static bool IsAuto(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            {
                return true;
            }
        }

        // Of libraries the body is unknown; what merely tells (Count, Length, Task.IsCompleted) does not throw.
        return property.DeclaringSyntaxReferences.IsEmpty;
    }
}
