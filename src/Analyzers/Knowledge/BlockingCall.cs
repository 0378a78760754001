using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

internal enum BlockingKind
{
    Result,
    Wait,
    GetResult,
    WaitAll,
    WaitAny,
}

/// <summary>One place where a thread waits for a task.</summary>
/// <param name="Kind">Which member waits.</param>
/// <param name="Operation">The property reference or the call.</param>
/// <param name="Task">The task, under ConfigureAwait and GetAwaiter; null for WaitAll and WaitAny.</param>
/// <param name="Tasks">The arguments of WaitAll and WaitAny: one collection, or the elements.</param>
internal sealed record BlockingCall(BlockingKind Kind, IOperation Operation, IOperation? Task, IArgumentOperation? Tasks)
{
    /// <summary>The member name in the source: the shortest thing to underline, and always on the line of the wait.</summary>
    public SyntaxNode Name => CallText.Name(Operation.Syntax);

    /// <summary>What a message quotes: the receiver's name and the member.</summary>
    public string Culprit
    {
        get
        {
            var member = Kind switch
            {
                BlockingKind.Result => "Result",
                BlockingKind.Wait => "Wait()",
                BlockingKind.GetResult => "GetAwaiter().GetResult()",
                BlockingKind.WaitAll => "Task.WaitAll()",
                _ => "Task.WaitAny()",
            };
            return Task is null ? member : CallText.Receiver(Task.Unwrapped()) is { } name ? name + "." + member : member;
        }
    }

    /// <summary>True when the call may come back before the task is complete: it has a timeout and says so.</summary>
    public bool MayTimeOut => Operation is IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean };

    /// <summary>The timeout and token arguments.</summary>
    public ImmutableArray<IArgumentOperation> Limits => Operation is IInvocationOperation call
        ? call.Arguments.Where(argument => argument != Tasks).ToImmutableArray()
        : ImmutableArray<IArgumentOperation>.Empty;
}
