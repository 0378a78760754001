using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>Which functions an operation calls: methods, accessors, constructors and operators alike.</summary>
internal static class CallTargets
{
    /// <summary>Calls back with each function and the instance it runs on (null: none, or a new one).</summary>
    public static void Of(IOperation operation, Action<IMethodSymbol, IOperation?> found)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                found(call.TargetMethod, call.Instance);
                break;
            case IPropertyReferenceOperation reference:
                Accessors(reference, found);
                break;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation reference } assignment:
                Found(assignment.Adds ? reference.Event.AddMethod : reference.Event.RemoveMethod, reference.Instance, found);
                break;
            case IObjectCreationOperation creation:
                Found(creation.Constructor, null, found);
                break;
            case IBinaryOperation binary:
                Found(binary.OperatorMethod, null, found);
                break;
            case IUnaryOperation unary:
                Found(unary.OperatorMethod, null, found);
                break;
            case IConversionOperation conversion:
                Found(conversion.OperatorMethod, null, found);
                break;
            case ICompoundAssignmentOperation compound:
                Found(compound.OperatorMethod, null, found);
                break;
            case IIncrementOrDecrementOperation increment:
                Found(increment.OperatorMethod, null, found);
                break;
        }
    }

    /// <summary>The cheap question before: whether it calls any.</summary>
    public static bool MayCall(IOperation operation) => operation switch
    {
        IInvocationOperation or IPropertyReferenceOperation or IEventAssignmentOperation or IObjectCreationOperation => true,
        IBinaryOperation binary => binary.OperatorMethod is not null,
        IUnaryOperation unary => unary.OperatorMethod is not null,
        IConversionOperation conversion => conversion.OperatorMethod is not null,
        ICompoundAssignmentOperation compound => compound.OperatorMethod is not null,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod is not null,
        _ => false,
    };

    /// <summary>One symbol for a function, however the call names it.</summary>
    public static IMethodSymbol Normal(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    /// <summary>Whether no override can run instead.</summary>
    public static bool IsCertain(IMethodSymbol method) =>
        method.MethodKind is MethodKind.LocalFunction
        || method.IsStatic && !method.IsVirtual && !method.IsAbstract
        || method is { IsAbstract: false, ContainingType.TypeKind: not TypeKind.Interface }
            && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed);

    private static void Accessors(IPropertyReferenceOperation reference, Action<IMethodSymbol, IOperation?> found)
    {
        if (Accesses.Reads(reference))
        {
            Found(reference.Property.GetMethod, reference.Instance, found);
        }

        if (Accesses.Writes(reference))
        {
            Found(reference.Property.SetMethod, reference.Instance, found);
        }
    }

    private static void Found(IMethodSymbol? method, IOperation? instance, Action<IMethodSymbol, IOperation?> found)
    {
        if (method is not null)
        {
            found(method, instance);
        }
    }
}
