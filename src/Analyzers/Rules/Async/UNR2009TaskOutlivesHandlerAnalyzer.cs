using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task is returned from, or discarded in, a try block whose handlers were meant for its end.</summary>
public sealed class UNR2009TaskOutlivesHandlerAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TaskOutlivesHandler);

    public UNR2009TaskOutlivesHandlerAnalyzer()
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
                if (ReturnedTask.At((IReturnOperation)operation.Operation, operation.ContainingSymbol, knowledge) is { Attempt: { } attempt, Call: var call })
                {
                    Report(operation, call, attempt.Catches.IsEmpty ? "finally block" : "catch block");
                }
            },
            OperationKind.Return);
        context.RegisterOperationAction(
            operation =>
            {
                var statement = (IExpressionStatementOperation)operation.Operation;
                if (DeadHandlers.TryAround(statement) is { } attempt
                    && !DeadHandlers.MakesFailedTask(attempt)
                    && Lost(statement, operation.ContainingSymbol, dropped) is { } call)
                {
                    Report(operation, call, "catch block");
                }
            },
            OperationKind.ExpressionStatement);
    }

    private static IInvocationOperation? Lost(IExpressionStatementOperation statement, ISymbol member, DroppedTasks dropped) =>
        statement.Operation is ISimpleAssignmentOperation assignment
            ? dropped.AtDiscard(assignment, member)
            : dropped.At(statement, member);

    private static void Report(SeenOperation context, IInvocationOperation call, string handler) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, handler));
}
