using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Local functions that nobody calls by name: given to ContinueWith, or handed on as a function pointer together with the
/// task. Such a one is called back with a task that is complete; who wanted to wait would have called it.
/// </summary>
internal static class Continuations
{
    public static Facts AtStart(IMethodSymbol local, IOperation root, TaskTypes tasks)
    {
        var facts = TaskFacts.None;
        var task = local.Parameters.FirstOrDefault(parameter => tasks.IsTask(parameter.Type));
        return task is not null && IsOnlyHandedOn(local, root) ? facts.Complete(Place.OfSymbol(task)) : facts;
    }

    private static bool IsOnlyHandedOn(IMethodSymbol local, IOperation root)
    {
        var isHandedOn = false;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var called } when Same(called, local):
                    return false;
                case IMethodReferenceOperation { Method: var method } reference when Same(method, local):
                    if (!IsPointer(reference) && !IsContinuation(reference))
                    {
                        return false;
                    }

                    isHandedOn = true;
                    break;
            }
        }

        return isHandedOn;
    }

    private static bool IsPointer(IOperation reference) => reference.Parent is IAddressOfOperation;

    private static bool IsContinuation(IOperation reference) =>
        reference.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ContinueWith" } } };

    private static bool Same(IMethodSymbol one, IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);
}
