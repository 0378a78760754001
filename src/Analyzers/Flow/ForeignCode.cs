using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What a call does to those who wait for an object of the framework.</summary>
internal enum CompletionKind
{
    None,

    /// <summary>It completes a task, whose continuations may run at once.</summary>
    Completes,

    /// <summary>It cancels a token, whose callbacks run at once.</summary>
    Cancels,
}

/// <summary>Operations that hand the thread to code nobody here knows, or that make it wait.</summary>
internal static class ForeignCode
{
    /// <summary>
    /// The delegate, event or member whose code is unknown; null when the operation calls no such thing. Members of
    /// the framework are taken to be known.
    /// </summary>
    public static ISymbol? Target(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } handler } => handler.Unwrapped() switch
        {
            IMemberReferenceOperation { Member: var member } => member,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            ILocalReferenceOperation { Local: var local } => local,
            _ => ((IInvocationOperation)operation).TargetMethod,
        },
        IInvocationOperation { TargetMethod: var method } when CompletionOf(method) is not CompletionKind.None => method,
        IInvocationOperation { IsVirtual: true, TargetMethod: var method } when !CollectionMethods.IsLibrary(method) && !CallTargets.IsCertain(method) => method,
        _ => null,
    };

    /// <summary>Whether the method of the framework runs, before it returns, code that others have left with the object.</summary>
    public static CompletionKind CompletionOf(IMethodSymbol method) => method switch
    {
        { Name: "Cancel", ContainingType: { Name: "CancellationTokenSource", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } } => CompletionKind.Cancels,
        {
            Name: "SetResult" or "TrySetResult" or "SetException" or "TrySetException" or "SetCanceled" or "TrySetCanceled" or "SetFromTask" or "TrySetFromTask",
            ContainingType: { Name: "TaskCompletionSource", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } },
        } => CompletionKind.Completes,
        _ => CompletionKind.None,
    };

    /// <summary>Whether the thread waits here for something that is no lock.</summary>
    public static bool Blocks(IOperation operation, ConcurrencyKnowledge knowledge) =>
        knowledge.Blocking.Find(operation) is not null
        || operation is IInvocationOperation { TargetMethod: { ContainingType: { ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } type } method }
            && (type.Name, method.Name) is ("Thread", "Sleep" or "Join") or ("WaitHandle" or "ManualResetEventSlim" or "CountdownEvent" or "Barrier", "WaitOne" or "WaitAny" or "WaitAll" or "Wait" or "SignalAndWait");
}
