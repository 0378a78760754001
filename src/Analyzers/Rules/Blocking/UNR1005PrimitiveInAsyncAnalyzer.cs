using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code blocks on a synchronisation primitive or on a thread.</summary>
public sealed class UNR1005PrimitiveInAsyncAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.PrimitiveInAsync);

    public UNR1005PrimitiveInAsyncAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Primitives.Thread is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (knowledge.Primitives.Find(call) is (PrimitiveKind.Signal or PrimitiveKind.Semaphore) and var kind
                    && AsyncSite.Around(operation, knowledge) is not null
                    && !(AwaitInstead.SeesWait(call) && AwaitInstead.Speaks(operation)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Of(call), Advice(call, kind)));
                }
            },
            BlockingPrimitives.Members,
            OperationKind.Invocation);

    private static string Advice(IInvocationOperation call, PrimitiveKind kind) => (kind, call.TargetMethod.Name) switch
    {
        (PrimitiveKind.Semaphore, _) => "await WaitAsync instead",
        (_, "Join") => "await a task that ends with the thread's work",
        _ => "await a TaskCompletionSource or a SemaphoreSlim instead",
    };
}
