using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Scopes;

/// <summary>What stands around an operation in the source, inside the function that it belongs to.</summary>
internal static class Enclosing
{
    /// <summary>The lambda or local function around the operation, or the body of its member.</summary>
    public static IOperation Function(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = parent;
        }

        return current;
    }

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The lock statements whose bodies the operation is in, innermost first, up to its function.</summary>
    public static IEnumerable<ILockOperation> Locks(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && !IsFunction(child); (child, parent) = (parent, parent.Parent))
        {
            if (parent is ILockOperation { Body: var body } statement && body == child)
            {
                yield return statement;
            }
        }
    }

    /// <summary>
    /// Whether the operation may run under some lock: in a lock statement, of its function or of one around it, or in a
    /// function that takes a lock by a call. A yes may be wrong, a no is only about this member and not about its callers.
    /// </summary>
    public static bool MayBeUnderLock(IOperation operation, LockingCalls calls)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ILockOperation)
            {
                return true;
            }
        }

        return TakesLockByCall(child, calls);
    }

    /// <summary>Whether some call in the operation takes a lock, nested functions included.</summary>
    public static bool TakesLockByCall(IOperation operation, LockingCalls calls)
    {
        foreach (var inner in operation.Descendants())
        {
            if (inner is IInvocationOperation call && calls.Classify(call).Verb is LockingVerb.Acquire or LockingVerb.TryAcquire)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the operation can run again and again within one call of its function.</summary>
    public static bool IsInLoop(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && !IsFunction(child); (child, parent) = (parent, parent.Parent))
        {
            if (parent is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsInExpressionTree(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", Arity: 1 } } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the operation runs while its object is made: in a constructor itself or in an initialiser.</summary>
    public static bool IsInConstruction(IOperation operation, ISymbol containing) =>
        Function(operation) is not (IAnonymousFunctionOperation or ILocalFunctionOperation)
        && (containing is IFieldSymbol or IPropertySymbol
            || containing is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor });

    private static bool IsFunction(IOperation operation) => operation is IAnonymousFunctionOperation or ILocalFunctionOperation;
}
