using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports Monitor.Wait that does not test its condition again. Only where the lock is taken in the same function: a
/// function that is called with the lock held may be called in a loop.
/// </summary>
public sealed class UNR4015WaitWithoutLoopAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.WaitWithoutLoop);

    public UNR4015WaitWithoutLoopAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name == "Wait"
                    && call.Arguments.Length == 1 // with a time limit it may be a pause that can be cut short
                    && MonitorConditions.IsCondition(call, calls, out var target)
                    && MonitorConditions.IsUnderOwnLock(call, target)
                    && !Enclosing.IsInLoop(call)
                    && !JumpsBack(call)
                    && MonitorConditions.SecondLock(call, target) is null) // that is UNR4016
                {
                    operation.ReportDiagnostic(Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), target.Syntax.InWords()));
                }
            },
            ["Wait"],
            OperationKind.Invocation);
    }

    private static bool JumpsBack(IOperation operation) =>
        Enclosing.Function(operation).Descendants().Any(inner => inner is ILabeledOperation);
}
