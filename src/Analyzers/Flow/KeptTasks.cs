using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Locals that are declared with a call which starts a task, and that keep it: they are not assigned again, and no
/// lambda or local function takes part. So the task is there on every path, whatever the conditions.
/// </summary>
internal static class KeptTasks
{
    public static bool IsKept(IVariableDeclaratorOperation declarator, ConcurrencyKnowledge knowledge, MemberTable safe) =>
        declarator.GetVariableInitializer()?.Value is { } value
        && knowledge.Tasks.IsTaskOrDerived(declarator.Symbol.Type)
        && knowledge.Blocking.Source(value) is IInvocationOperation call
        && knowledge.Tasks.IsWaitable(call.Type)
        && !IsHarmless(call, knowledge, safe)
        && !declarator.Symbol.IsUsing
        && !IsNested(declarator)
        && !IsTouched(declarator);

    // Assigned again, or used by a lambda or a local function.
    private static bool IsTouched(IVariableDeclaratorOperation declarator)
    {
        IOperation body = declarator;
        while (body.Parent is { } parent)
        {
            body = parent;
        }

        return body.Descendants().Any(operation =>
            operation is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)
            && (IsNested(reference) || reference.Parent is IAssignmentOperation assignment && assignment.Target == reference));
    }

    private static bool IsHarmless(IInvocationOperation call, ConcurrencyKnowledge knowledge, MemberTable safe) =>
        safe.Has("kept", call.TargetMethod)
        || safe.Has("dropped", call.TargetMethod)
        || AsyncSwitches.IsSwitchedOff(call)
        || (call.TargetMethod.Name is "FromResult" or "FromException" or "FromCanceled" && knowledge.Tasks.IsTask(call.TargetMethod.ContainingType));

    private static bool IsNested(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
