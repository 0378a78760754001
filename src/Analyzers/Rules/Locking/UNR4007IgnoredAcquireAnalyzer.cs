using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports acquires that can come back without the lock and whose result nobody looks at.</summary>
public sealed class UNR4007IgnoredAcquireAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.IgnoredAcquire);

    public UNR4007IgnoredAcquireAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(operation => Check(operation, knowledge.LockingCalls), OperationKind.ExpressionStatement);

    private static void Check(SeenOperation context, LockingCalls calls)
    {
        var ignored = ((IExpressionStatementOperation)context.Operation).Operation;
        if (ignored.Type?.SpecialType != SpecialType.System_Boolean || CallIn(ignored) is not { } call
            || calls.Classify(call) is not { Verb: LockingVerb.TryAcquire, Target: { } target }
            || WaitsForEver(call)
            || (calls.IsSemaphore(target.Type) && !IsReleasedLater(call, target, calls)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), call.Syntax.InWords()));
    }

    private static IInvocationOperation? CallIn(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: IInvocationOperation inner } => inner,
        IInvocationOperation call => call,
        IAwaitOperation { Operation: var awaited } => CallIn(awaited),
        _ => null,
    };

    private static bool WaitsForEver(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: -1 or -1L }
                || argument.Value.Unwrapped() is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" })
            {
                return true;
            }
        }

        return false;
    }

    // A semaphore is as often a signal, and waiting for a signal or the end of a pause needs no result. Who releases it
    // in the same function uses it as a lock.
    private static bool IsReleasedLater(IInvocationOperation call, IOperation target, LockingCalls calls)
    {
        var place = Place.Of(target);
        return place is not null && Enclosing.Function(call).Descendants().Any(operation =>
            operation is IInvocationOperation release
            && release.Syntax.SpanStart > call.Syntax.SpanStart
            && calls.Classify(release) is { Verb: LockingVerb.Release } found
            && place.Equals(Place.Of(found.Target)));
    }
}
