using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>Reports what a thread keeps for itself, where an async function sets it, awaits, and reads it.</summary>
public sealed class UNR6003ThreadLocalAfterAwaitAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ThreadLocalAfterAwait);

    public UNR6003ThreadLocalAfterAwaitAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var reads = new ThreadLocalReads();
        context.RegisterOperationAction(
            operation =>
            {
                if (ThreadLocalReads.Variable(operation.Operation) is { } variable
                    && operation.Function(knowledge) is { Symbol: IMethodSymbol { IsAsync: true } }
                    && reads.WriteBefore(operation.Operation, operation.GetControlFlowGraph()) is { } write)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, operation.Operation.Syntax.GetLocation(), [write.GetLocation()], variable.Name, write.Line()));
                }
            },
            OperationKind.FieldReference,
            OperationKind.PropertyReference);
    }
}
