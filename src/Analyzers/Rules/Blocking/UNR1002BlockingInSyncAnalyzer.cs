using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Synchronous code blocks on a task. The entry point and tests may: nobody waits for their thread.</summary>
public sealed class UNR1002BlockingInSyncAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.BlockingInSync);

    public UNR1002BlockingInSyncAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (BlockingSite.At(operation, knowledge, inAsync: false) is { Call: var call, Function: var function }
                    && knowledge.InstantMembers.Around(operation.Operation, function) is null // UNR1007 and UNR1008
                    && !knowledge.SyncMembers.IsEntryPoint(function.Symbol)
                    && !knowledge.SyncMembers.IsTest(function.Member)
                    && LockedWaits.Around(operation, knowledge) is null) // UNR4021
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Name.GetLocation(), call.Culprit, function.Name));
                }
            },
            BlockingCalls.Members,
            OperationKind.PropertyReference,
            OperationKind.Invocation);
}
