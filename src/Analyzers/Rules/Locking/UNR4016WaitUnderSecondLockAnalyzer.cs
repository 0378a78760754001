using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports Monitor.Wait inside of two lock statements: only one of the two locks is given back.</summary>
public sealed class UNR4016WaitUnderSecondLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.WaitUnderSecondLock);

    public UNR4016WaitUnderSecondLockAnalyzer()
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
                    && MonitorConditions.IsCondition(call, calls, out var target)
                    && MonitorConditions.SecondLock(call, target) is { LockedValue: var second })
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        s_descriptor, call.Syntax.GetLocation(), [second.Syntax.GetLocation()], target.Syntax.InWords(), second.Syntax.InWords()));
                }
            },
            ["Wait"],
            OperationKind.Invocation);
    }
}
