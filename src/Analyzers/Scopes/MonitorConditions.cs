using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Scopes;

/// <summary>What stands around a call of Monitor.Wait or Pulse: the locks, and the condition that is waited for.</summary>
internal static class MonitorConditions
{
    /// <summary>Whether the call is Monitor.Wait, Pulse or PulseAll; gives the object that it is about.</summary>
    public static bool IsCondition(IInvocationOperation call, LockingCalls calls, out IOperation target)
    {
        target = call;
        if (!calls.IsMonitor(call.TargetMethod.ContainingType)
            || call.TargetMethod.Name is not ("Wait" or "Pulse" or "PulseAll")
            || LockingCalls.FirstArgument(call) is not { } argument)
        {
            return false;
        }

        target = argument;
        return true;
    }

    /// <summary>A lock statement around the call that locks another object; null when there is none, or not surely.</summary>
    public static ILockOperation? SecondLock(IInvocationOperation wait, IOperation target)
    {
        if (Place.Of(target) is not { } waited)
        {
            return null;
        }

        var own = false;
        ILockOperation? second = null;
        foreach (var statement in Enclosing.Locks(wait))
        {
            if (Place.Of(statement.LockedValue) is not { } place)
            {
                return null;
            }

            own |= place.Equals(waited);
            second ??= place.Equals(waited) ? null : statement;
        }

        return own ? second : null;
    }

    /// <summary>Whether the lock of the object is taken by a statement around the call, in the same function.</summary>
    public static bool IsUnderOwnLock(IInvocationOperation call, IOperation target) =>
        Place.Of(target) is { } place && Enclosing.Locks(call).Any(statement => place.Equals(Place.Of(statement.LockedValue)));

    /// <summary>The condition of the loop around a wait, or of an if where the loop is endless; null when there is none.</summary>
    public static IOperation? WaitedFor(IOperation wait)
    {
        for (var parent = wait.Parent; parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation or ILockOperation); parent = parent.Parent)
        {
            var condition = parent switch
            {
                IWhileLoopOperation loop => loop.Condition,
                IForLoopOperation loop => loop.Condition,
                IConditionalOperation choice => choice.Condition,
                _ => null,
            };
            if (condition is { ConstantValue.HasValue: false } && !condition.DescendantsAndSelf().Contains(wait))
            {
                return condition;
            }
        }

        return null;
    }
}
