using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// A task that a function returns without awaiting it, from inside of something that ends with the return. UNR2008
/// and UNR2009 share it: the innermost such thing decides which of them speaks.
/// </summary>
/// <param name="Call">The call whose task is returned.</param>
/// <param name="Resource">The name of the resource or lock that the task uses; null when a try statement is left.</param>
/// <param name="Attempt">The try statement that is left; null when it is a resource or a lock.</param>
internal sealed record ReturnedTask(IInvocationOperation Call, string? Resource, ITryOperation? Attempt)
{
    public static ReturnedTask? At(IReturnOperation returned, ISymbol member, ConcurrencyKnowledge knowledge)
    {
        if (returned.ReturnedValue is not { } value
            || !IsInScope(returned)
            || knowledge.Context.Of(returned, member) is not { Symbol: IMethodSymbol { IsAsync: false } method }
            || !knowledge.Tasks.IsTask(method.ReturnType))
        {
            return null;
        }

        foreach (var call in CallsIn(value, knowledge))
        {
            if (Around(returned, call) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // The cheap question first: most returns are in none of these.
    private static bool IsInScope(IReturnOperation returned)
    {
        for (IOperation? current = returned; current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            if (current is ITryOperation or IUsingOperation or ILockOperation
                || (current is IBlockOperation block && block.Operations.Any(statement => statement is IUsingDeclarationOperation)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<IInvocationOperation> CallsIn(IOperation value, ConcurrencyKnowledge knowledge)
    {
        var source = knowledge.Blocking.Source(value);
        switch (source)
        {
            case IInvocationOperation call when knowledge.Tasks.IsWaitable(call.Type) && !IsCompleted(call, knowledge):
                return [call];
            case IConditionalOperation { WhenFalse: { } other } conditional:
                return CallsIn(conditional.WhenTrue, knowledge).Concat(CallsIn(other, knowledge));
            case ICoalesceOperation coalesce:
                return CallsIn(coalesce.Value, knowledge).Concat(CallsIn(coalesce.WhenNull, knowledge));
            case IConditionalAccessOperation access:
                return CallsIn(access.WhenNotNull, knowledge);
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => CallsIn(arm.Value, knowledge));
            case IObjectCreationOperation { Arguments.Length: 1 } creation when knowledge.Tasks.IsTask(creation.Type):
                return CallsIn(creation.Arguments[0].Value, knowledge);
            default:
                return [];
        }
    }

    private static bool IsCompleted(IInvocationOperation call, ConcurrencyKnowledge knowledge) =>
        (call.TargetMethod.Name is "FromResult" or "FromException" or "FromCanceled" && knowledge.Tasks.IsTask(call.TargetMethod.ContainingType))
        || AsyncSwitches.IsSwitchedOff(call);

    private static ReturnedTask? Around(IReturnOperation returned, IInvocationOperation call)
    {
        IOperation inner = returned;
        for (var outer = returned.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            var resource = outer switch
            {
                IUsingOperation scope when scope.Body == inner => ScopeUse.OfResource(scope, call),
                IBlockOperation block => ScopeUse.OfDeclarations(block, inner, call),
                ILockOperation scope when scope.Body == inner => ScopeUse.OfLock(scope, call),
                _ => null,
            };
            if (resource is not null)
            {
                return new ReturnedTask(call, resource, null);
            }

            if (outer is ITryOperation attempt && attempt.Body == inner && !DeadHandlers.MakesFailedTask(attempt)
                && !DeadHandlers.IsForMisuse(attempt)
                && !DeadHandlers.HasOwnHandler(call.TargetMethod))
            {
                return new ReturnedTask(call, null, attempt);
            }

            inner = outer;
        }

        return null;
    }
}
