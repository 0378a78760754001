using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task is kept in a local, and on some path to the end nothing reads the local.</summary>
public sealed class UNR2006UnobservedTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.UnobservedTask);

    public UNR2006UnobservedTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var safe = MemberTable.Load("FireAndForgetSafe", context.Compilation, context.Options, context.CancellationToken);
        context.RegisterOperationBlockAction(body =>
        {
            foreach (var block in body.OperationBlocks)
            {
                var kept = KeptTasks.In(block, knowledge, safe);
                if (kept.Count == 0)
                {
                    continue;
                }

                foreach (var declarator in UnreadTasks.Of(body.GetControlFlowGraph(block), kept))
                {
                    body.ReportDiagnostic(Diagnostic.Create(Descriptor, declarator.Symbol.Locations[0], declarator.Symbol.Name));
                }
            }
        });
    }
}
