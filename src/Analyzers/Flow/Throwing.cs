using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Which operations may throw in practice. An access to a field and arithmetic are taken to be safe.</summary>
internal static class Throwing
{
    public static bool May(IOperation operation) => operation switch
    {
        IInvocationOperation call => !IsSafe(call.TargetMethod),
        IObjectCreationOperation { Constructor: var constructor } => constructor is not { Parameters.IsEmpty: true } || !CollectionMethods.IsLibrary(constructor),
        IAwaitOperation or IThrowOperation => true,
        IPropertyReferenceOperation { Property: var property } => property.IsIndexer || property.Name == "Result" || !IsAuto(property),
        IArrayElementReferenceOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation => true,
        IFunctionPointerInvocationOperation or IEventAssignmentOperation => true,
        IConversionOperation { OperatorMethod: not null } => true,
        IConversionOperation { IsImplicit: false, IsTryCast: false, Type.IsReferenceType: true, Conversion: { IsReference: true } } conversion =>
            conversion.Operand.ConstantValue is not { HasValue: true },
        _ => false,
    };

    // Plain steps of collections and of the synchronisation types: an exception there is a broken program anyway.
    private static bool IsSafe(IMethodSymbol method) =>
        CollectionMethods.IsLibrary(method)
        && (method.ContainingType.Name is "Interlocked" or "Volatile" or "Monitor" or "Stopwatch" or "GC" or "Math"
            || method.Name is "TryGetValue" or "TryAdd" or "TryRemove" or "TryDequeue" or "TryPop" or "TryPeek" or "TryTake" or "Enqueue" or "Push"
                or "Contains" or "ContainsKey" or "Clear" or "Equals" or "ReferenceEquals" or "IsNullOrEmpty" or "Set" or "Reset" or "TrySetResult"
                or "ToArray" or "Max" or "Min"
            || method is { Name: "Add" or "Remove", ContainingType.Name: "List" or "HashSet" or "LinkedList" or "SortedSet" or "ConcurrentBag" });

    private static bool IsAuto(IPropertySymbol property)
    {
        // Of libraries the body is unknown; what merely tells (Count, Length, Task.IsCompleted) does not throw.
        return property.DeclaringSyntaxReferences.IsEmpty || FieldAccesses.Storage(property) is not null;
    }
}
