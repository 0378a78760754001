using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        IPropertyReferenceOperation { Property: var property } read => property.IsIndexer || property.Name == "Result" || !(IsAuto(property) || (GivesField(property) && !Accesses.Writes(read))),
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

    // State => (State)_state
    private static bool GivesField(IPropertySymbol property)
    {
        if (property.IsVirtual || property.IsOverride || property.DeclaringSyntaxReferences.Length != 1 || property.DeclaringSyntaxReferences[0].GetSyntax() is not PropertyDeclarationSyntax declaration)
        {
            return false;
        }

        var value = declaration.ExpressionBody?.Expression
            ?? declaration.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration))?.ExpressionBody?.Expression;
        while (value is CastExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            value = value is CastExpressionSyntax cast ? cast.Expression : ((ParenthesizedExpressionSyntax)value).Expression;
        }

        return value is IdentifierNameSyntax name && property.ContainingType.GetMembers(name.Identifier.ValueText).Any(static member => member is IFieldSymbol);
    }

    private static bool IsAuto(IPropertySymbol property)
    {
        // Of libraries the body is unknown; what merely tells (Count, Length, Task.IsCompleted) does not throw.
        return property.DeclaringSyntaxReferences.IsEmpty || FieldAccesses.Storage(property) is not null;
    }
}
