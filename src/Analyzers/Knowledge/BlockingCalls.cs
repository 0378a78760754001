using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The members of the task types that hold the calling thread until a task completes.</summary>
internal sealed class BlockingCalls(TaskTypes tasks)
{
    /// <summary>The names of all that <see cref="Find"/> can find.</summary>
    public static IReadOnlyCollection<string> Members { get; } = ["Result", "Wait", "GetResult", "WaitAll", "WaitAny"];

    /// <summary>The blocking call that this operation is, or null. Names are compared first: they are the cheap guard.</summary>
    public BlockingCall? Find(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result" } property => Result(property),
        IInvocationOperation { TargetMethod.Name: "Wait" } call => Wait(call),
        IInvocationOperation { TargetMethod.Name: "GetResult" } call => GetResult(call),
        IInvocationOperation { TargetMethod.Name: "WaitAll" } call => WaitMany(call, BlockingKind.WaitAll),
        IInvocationOperation { TargetMethod.Name: "WaitAny" } call => WaitMany(call, BlockingKind.WaitAny),
        _ => null,
    };

    /// <summary>Whether there can be one in a piece of code: a yes may be wrong, a no is not.</summary>
    public static bool MayBeIn(SyntaxNode code) => CodeText.Of(code) is var text && (text.Has("Result") || text.Has("Wait"));

    /// <summary>The task behind calls that give the same task in another form: ConfigureAwait, AsTask, WaitAsync, GetAwaiter.</summary>
    public IOperation Source(IOperation operation)
    {
        var current = operation.Unwrapped();
        while (current is IInvocationOperation { Instance: { } instance } call
            && call.TargetMethod.Name is "ConfigureAwait" or "AsTask" or "WaitAsync" or "GetAwaiter" or "Preserve"
            && (tasks.IsTask(call.TargetMethod.ContainingType) || tasks.IsConfigured(call.TargetMethod.ContainingType)))
        {
            current = instance.Unwrapped();
        }

        return current;
    }

    /// <summary>Whether the caller waits at once for the task that a call returns: by await, or by blocking.</summary>
    public bool WaitsFor(IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAwaitOperation:
                    return true;
                case IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "AsTask" }:
                    continue;
                default:
                    return Find(current) is { Task: { } task } && task.Unwrapped() == call;
            }
        }

        return false;
    }

    private BlockingCall? Result(IPropertyReferenceOperation property) =>
        property.Instance is { } task && tasks.IsTask(property.Property.ContainingType)
            ? new(BlockingKind.Result, property, Source(task), null)
            : null;

    private BlockingCall? Wait(IInvocationOperation call) =>
        call.Instance is { } task && tasks.IsTask(call.TargetMethod.ContainingType) && !Timeouts.IsPoll(call)
            ? new(BlockingKind.Wait, call, Source(task), null)
            : null;

    // An awaiter that was stored first is custom awaiting (IsCompleted, OnCompleted) and not looked at.
    private BlockingCall? GetResult(IInvocationOperation call) =>
        call.Instance?.Unwrapped() is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } awaiter
        && (tasks.IsTask(awaiter.TargetMethod.ContainingType) || tasks.IsConfigured(awaiter.TargetMethod.ContainingType))
            ? new(BlockingKind.GetResult, call, Source(task), null)
            : null;

    private BlockingCall? WaitMany(IInvocationOperation call, BlockingKind kind) =>
        call.TargetMethod.IsStatic && tasks.IsTask(call.TargetMethod.ContainingType) && !Timeouts.IsPoll(call)
            ? new(kind, call, null, call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0))
            : null;
}
