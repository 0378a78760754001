using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Tells what becomes of a lambda, or of a method that is turned into a delegate.</summary>
internal static class DelegateUses
{
    private static readonly DelegateUse s_immediate = new(DelegateUseKind.Immediate);
    private static readonly DelegateUse s_deferred = new(DelegateUseKind.Deferred);

    /// <summary>The use of a lambda or of a method reference.</summary>
    public static DelegateUse Of(IOperation function)
    {
        var parent = function.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation
            or IArrayInitializerOperation { IsImplicit: true } or IArrayCreationOperation { IsImplicit: true }) // one of several params
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument => OfArgument(call, argument),
            IArgumentOperation { Parent: IObjectCreationOperation creation } => OfCreation(creation),
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: var raised } } => OfEvent(raised),
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => s_immediate, // ((Action)(() => …))()
            _ => DelegateUse.Unknown,
        };
    }

    private static DelegateUse OfArgument(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (ConcurrentMembers.Use(type, method.Name, argument.Parameter?.Name) is { } concurrent)
        {
            return concurrent;
        }

        if (!CollectionMethods.IsLibrary(method))
        {
            return DelegateUse.Unknown;
        }

        if (IsQuery(type))
        {
            return ImmediateMembers.IsLazy(method) ? OfQuery(call) : s_immediate;
        }

        return ImmediateMembers.Has(type, method.Name) ? s_immediate : DelegateUse.Unknown;
    }

    // list.Where(x => …).ToList(): what comes after decides when the predicate runs.
    private static DelegateUse OfQuery(IOperation query)
    {
        for (var current = query.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IArgumentOperation or IConversionOperation or IParenthesizedOperation:
                    continue;
                case IForEachLoopOperation:
                    return s_immediate;
                case IInvocationOperation { TargetMethod: var method } when method.Name == "GetEnumerator" || CollectionMethods.IsLibrary(method):
                    if (method.Name == "AsParallel")
                    {
                        return new(DelegateUseKind.Concurrent, "AsParallel", true);
                    }

                    if (!(IsQuery(method.ContainingType) && ImmediateMembers.IsLazy(method)))
                    {
                        return s_immediate;
                    }

                    continue;
                case IObjectCreationOperation: // new List<T>(query)
                    return s_immediate;
                default:
                    return s_deferred;
            }
        }

        return s_deferred;
    }

    private static DelegateUse OfCreation(IObjectCreationOperation creation) =>
        creation.Constructor is { ContainingType: var type } && ConcurrentMembers.Use(type, ".ctor", null) is { } use ? use : DelegateUse.Unknown;

    private static DelegateUse OfEvent(IEventSymbol raised) =>
        ConcurrentMembers.Use(raised.ContainingType, raised.Name, null) ?? DelegateUse.Unknown;

    private static bool IsQuery(INamedTypeSymbol type) => type is { Name: "Enumerable" or "MemoryExtensions", ContainingNamespace.Name: "Linq" };
}
