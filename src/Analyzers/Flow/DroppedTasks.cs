using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Calls whose task nobody keeps, be it as a statement of its own or as an explicit discard.</summary>
internal sealed class DroppedTasks(ConcurrencyKnowledge knowledge, MemberTable safe)
{
    /// <summary>The call whose task is the value of a statement; null when there is none, or the compiler warns of it (CS4014).</summary>
    public IInvocationOperation? At(IExpressionStatementOperation statement, ISymbol member)
    {
        var value = statement.Operation.Unwrapped();
        if (CallIn(value) is not { } call
            || knowledge.Context.Of(statement, member) is not { } function
            || (value == call && CompilerWarns(call, function))
            || !IsLost(call, function)
            || ResourceStarts.IsOne(call, knowledge.Tasks)) // UNR2010
        {
            return null;
        }

        return call;
    }

    /// <summary>The call in <c>_ = CallAsync()</c>; null when there is none.</summary>
    public IInvocationOperation? AtDiscard(ISimpleAssignmentOperation assignment, ISymbol member) =>
        assignment is { Target: IDiscardOperation, Parent: IExpressionStatementOperation statement }
        && CallIn(assignment.Value.Unwrapped()) is { } call
        && knowledge.Tasks.IsWaitable(call.Type)
        && knowledge.Context.Of(statement, member) is not null
        && !IsSafe(call)
        && !ResourceStarts.IsOne(call, knowledge.Tasks)
            ? call
            : null;

    private static IInvocationOperation? CallIn(IOperation value) => value switch
    {
        IInvocationOperation call => call,
        IConditionalAccessOperation access => CallIn(access.WhenNotNull.Unwrapped()),
        _ => null,
    };

    // Awaitables that users made are mostly started elsewhere: they count where they could be awaited.
    private bool IsLost(IInvocationOperation call, FunctionContext function) =>
        (knowledge.Tasks.IsWaitable(call.Type) || (IsAsync(function) && knowledge.Tasks.IsAwaitable(call.Type))) && !IsSafe(call);

    private bool IsSafe(IInvocationOperation call) =>
        safe.Has("dropped", call.TargetMethod) || IsAsked(call);

    /// <summary>CS4014: the call could be awaited here, or the method that it calls is async and in this compilation.</summary>
    private static bool CompilerWarns(IInvocationOperation call, FunctionContext function) =>
        call.TargetMethod.IsAsync || (IsAsync(function) && !IsInLock(call));

    private static bool IsAsync(FunctionContext function) => function.Symbol is IMethodSymbol { IsAsync: true };

    private static bool IsInLock(IOperation operation)
    {
        for (var current = operation.Parent; current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            if (current is ILockOperation)
            {
                return true;
            }
        }

        return false;
    }

    // substitute.Received().FooAsync(), or a lambda given to such a method
    private bool IsAsked(IInvocationOperation call)
    {
        for (var receiver = call.Receiver()?.Unwrapped(); receiver is IInvocationOperation inner; receiver = inner.Receiver()?.Unwrapped())
        {
            if (safe.Has("around", inner.TargetMethod))
            {
                return true;
            }
        }

        for (IOperation? current = call; current is not null; current = current.Parent)
        {
            if (current is IArgumentOperation { Parent: IInvocationOperation around } && safe.Has("around", around.TargetMethod))
            {
                return true;
            }
        }

        return false;
    }
}
