using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A statement calls what returns a task and drops it, where the compiler does not say so.</summary>
public sealed class UNR2004DroppedTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DroppedTask);

    public UNR2004DroppedTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var safe = MemberTable.Load("FireAndForgetSafe", context.Compilation, context.Options, context.CancellationToken);
        var dropped = new DroppedTasks(knowledge, safe);
        context.RegisterOperationAction(
            operation =>
            {
                var statement = (IExpressionStatementOperation)operation.Operation;
                if (dropped.At(statement, operation.ContainingSymbol) is { } call
                    && !DeadHandlers.IsAloneInTry(statement))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name));
                }
            },
            OperationKind.ExpressionStatement);
    }
}
