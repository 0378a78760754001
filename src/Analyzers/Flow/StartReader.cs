using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>Finds the places of a member that start code on other threads.</summary>
internal sealed class StartReader(BodyUses uses)
{
    private static readonly string[] s_words =
    [
        "Task.Run", "StartNew", "new Thread", "new Task", "Thread(", "Thread ", "Parallel.", "AsParallel", "Timer", "QueueUserWorkItem", "DataReceived", "WhenAll",
    ];

    /// <summary>The cheap first question about a piece of code: a no is certain.</summary>
    public static bool MayStart(CodeText text) => Array.Exists(s_words, text.Has);

    public IEnumerable<ConcurrentBody> Read(IOperation tree)
    {
        foreach (var operation in tree.Descendants())
        {
            if (CodeOf(operation) is not { } code)
            {
                continue;
            }

            var use = DelegateUses.Of(operation);
            if (use is { Kind: DelegateUseKind.Concurrent, Api: { } api } && IsFollowed(api) && !HasScheduler(operation))
            {
                yield return Describe(code, operation, api, use.IsParallelWithItself);
            }
        }
    }

    private static ConcurrentBody Describe(IOperation code, IOperation at, string api, bool many)
    {
        var starter = Enclosing.Function(at.Parent ?? at);
        while (starter is IAnonymousFunctionOperation lambda && Waits.IsQuery(lambda) && lambda.Parent is { } outside)
        {
            starter = Enclosing.Function(outside);
        }

        var body = new ConcurrentBody(code, at, starter, api, many && IsLoop(api) && !IsSingle(at));
        if (IsLoop(api) && !api.EndsWith("Async", StringComparison.Ordinal))
        {
            var call = CallAround(at);
            return body with { From = call.Syntax.SpanStart, Until = call.Syntax.Span.End, IsSynchronous = true };
        }

        var handles = new StartedHandles(at, starter, code);
        return body with { From = handles.Start, Until = handles.End, StartCall = handles.StartCall, Repeaters = Repeaters(at, handles) };
    }

    private IOperation? CodeOf(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IMethodReferenceOperation { Instance: null or IInstanceReferenceOperation } method => uses.CodeOf(CallTargets.Normal(method.Method)),
        ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } local when VariableFacts.Around(local).OnlyValue(local.Local) is { } value =>
            value.Unwrapped() is IDelegateCreationOperation creation ? CodeOf(creation.Target) : null,
        _ => null,
    };

    // What a continuation runs beside depends on its task; a timer and the events of a watcher may well come one by one.
    private static bool IsFollowed(string api) => api.IndexOf("Continue", StringComparison.Ordinal) < 0 && !api.StartsWith("FileSystemWatcher", StringComparison.Ordinal);

    // A scheduler of one's own may run one task at a time, as that of a window does.
    private static bool HasScheduler(IOperation at) =>
        CallAround(at) is IInvocationOperation { TargetMethod.Name: "StartNew" } call
        && (call.Instance is not IPropertyReferenceOperation { Property: { Name: "Factory", IsStatic: true } }
            || call.Arguments.Any(static argument => argument.Parameter?.Type.Name == "TaskScheduler"
                && argument.Value.Unwrapped() is not IPropertyReferenceOperation { Property.Name: "Default" }));

    private static bool IsLoop(string api) =>
        api.StartsWith("Parallel.", StringComparison.Ordinal) || api.StartsWith("PLINQ", StringComparison.Ordinal) || api == "AsParallel";

    private static IOperation CallAround(IOperation at)
    {
        var current = at;
        while (current.Parent is { } parent && current is not IInvocationOperation)
        {
            current = parent;
        }

        return current;
    }

    // new ParallelOptions { MaxDegreeOfParallelism = 1 }, query.WithDegreeOfParallelism(1)
    private static bool IsSingle(IOperation at)
    {
        foreach (var operation in CallAround(at).DescendantsAndSelf())
        {
            var options = operation is ILocalReferenceOperation { Type.Name: "ParallelOptions", Local: var local } ? VariableFacts.Around(operation).OnlyValue(local) : operation;
            if (operation is IInvocationOperation { TargetMethod.Name: "WithDegreeOfParallelism" } call && call.Arguments.Any(static argument => argument.Value.ConstantValue is { HasValue: true, Value: 1 }))
            {
                return true;
            }

            if (options is IObjectCreationOperation { Type.Name: "ParallelOptions", Initializer: { } set }
                && set.Initializers.Any(static one => one is ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: 1 } }))
            {
                return true;
            }
        }

        return false;
    }

    private static List<IOperation> Repeaters(IOperation at, StartedHandles handles)
    {
        var repeaters = new List<IOperation>();
        for (var (child, parent) = (at, at.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ILoopOperation loop when loop.Body == child && !handles.AreJoinedWithin(loop, at) && !Surroundings.LeavesAfter(at, loop):
                    repeaters.Add(loop);
                    break;
                case IAnonymousFunctionOperation lambda:
                    if (Waits.IsQuery(lambda) && (lambda.Symbol.IsAsync || !handles.AreJoinedWithin(lambda, at)))
                    {
                        repeaters.Add(lambda);
                        break;
                    }

                    if (DelegateUses.Of(lambda) is { Kind: DelegateUseKind.Concurrent, IsParallelWithItself: true, Api: { } api } && IsLoop(api))
                    {
                        repeaters.Add(lambda);
                    }

                    return repeaters;
                case ILocalFunctionOperation:
                    return repeaters;
            }
        }

        return repeaters;
    }
}
