using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>Reads what a reference to a field does with it.</summary>
internal static class FieldAccesses
{
    // To ask a type for its members costs as much as it has members.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, Dictionary<ISymbol, IFieldSymbol>> s_storage = new();

    /// <summary>The field behind an auto-property; null for a property with a body.</summary>
    public static IFieldSymbol? Storage(IPropertySymbol property) =>
        !property.IsIndexer
        && !property.DeclaringSyntaxReferences.IsEmpty // of a library the private fields are not known
        && s_storage.GetValue(property.ContainingType, static type => StorageOf(type)).TryGetValue(property, out var field)
            ? field
            : null;

    /// <summary>The field that an expression names, directly or as an auto-property.</summary>
    public static IFieldSymbol? FieldOf(IOperation expression) => expression.Unwrapped() switch
    {
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: var property } => Storage(property),
        _ => null,
    };

    public static AccessKind KindOf(IOperation reference)
    {
        var place = reference;
        while (place.Parent is IConversionOperation or IParenthesizedOperation)
        {
            place = place.Parent;
        }

        switch (place.Parent)
        {
            case ICompoundAssignmentOperation or ICoalesceAssignmentOperation when ((IAssignmentOperation)place.Parent).Target == place:
            case IIncrementOrDecrementOperation:
                return AccessKind.Compound;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Parent: IInvocationOperation { TargetMethod: var method } }:
                return OfReference(method);
            case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.Ref or RefKind.Out), Parent: IInvocationOperation { TargetMethod: var method } }:
                return OfReference(method) is var kind && kind == AccessKind.Reference ? AccessKind.Read : kind; // in
            case IFlowCaptureOperation when place.Syntax.Parent is AssignmentExpressionSyntax assignment && assignment.Left == place.Syntax:
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? AccessKind.Write : AccessKind.Compound;
            case IAddressOfOperation:
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } }:
            case ISimpleAssignmentOperation { IsRef: true }:
                return AccessKind.Reference;
        }

        return !Accesses.Writes(place) ? AccessKind.Read : AccessKind.Write;
    }

    public static AccessReceiver ReceiverOf(IOperation? instance, LockResolver? locks)
    {
        var value = locks is null ? instance?.Unwrapped() : locks.ValueOf(instance);
        if (locks is null && value is ILocalReferenceOperation { Local: var local })
        {
            value = VariableFacts.Around(value).OnlyValue(local)?.Unwrapped();
        }

        return value switch
        {
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => AccessReceiver.This,
            IInstanceReferenceOperation => AccessReceiver.Fresh, // in an object initialiser
            IObjectCreationOperation => AccessReceiver.Fresh,
            _ => AccessReceiver.Other,
        };
    }

    private static AccessKind OfReference(IMethodSymbol method) => method switch
    {
        { ContainingType: { Name: "Interlocked" or "ImmutableInterlocked" or "LazyInitializer" } } => AccessKind.Atomic,
        { ContainingType.Name: "Volatile", Name: "Read" } => AccessKind.VolatileRead,
        { ContainingType.Name: "Volatile", Name: "Write" } => AccessKind.VolatileWrite,
        _ => AccessKind.Reference,
    };

    private static Dictionary<ISymbol, IFieldSymbol> StorageOf(INamedTypeSymbol type)
    {
        var storage = new Dictionary<ISymbol, IFieldSymbol>(SymbolEqualityComparer.Default);
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: IPropertySymbol property } field)
            {
                storage[property] = field;
            }
        }

        return storage;
    }
}
