using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
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
        context.RegisterOperationAction(
            operation =>
            {
                var declarator = (IVariableDeclaratorOperation)operation.Operation;
                if (KeptTasks.IsKept(declarator, knowledge, safe) && UnreadTasks.IsUnread(operation.GetControlFlowGraph(), declarator.Symbol))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, declarator.Symbol.Locations[0], declarator.Symbol.Name));
                }
            },
            OperationKind.VariableDeclarator);
    }
}
