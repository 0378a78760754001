using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task is discarded, and the code that it stands for does not handle its own exceptions.</summary>
public sealed class UNR2005DiscardedTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DiscardedTask);

    public UNR2005DiscardedTaskAnalyzer()
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
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (dropped.AtDiscard(assignment, operation.ContainingSymbol) is { } call
                    && !HandlesExceptions(call, operation.CancellationToken)
                    && !(assignment.Parent is IExpressionStatementOperation statement && DeadHandlers.IsAloneInTry(statement)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Syntax.GetLocation(), call.TargetMethod.Name));
                }
            },
            OperationKind.SimpleAssignment);
    }

    // The method is in this compilation and catches everything, or a lambda that the call runs does.
    private static bool HandlesExceptions(IInvocationOperation call, CancellationToken cancellation)
    {
        foreach (var declaration in call.TargetMethod.DeclaringSyntaxReferences)
        {
            if (Guards.HandlesExceptions(declaration.GetSyntax(cancellation)))
            {
                return true;
            }
        }

        return call.Arguments.Any(argument =>
            argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } && Guards.HandlesExceptions(lambda.Syntax));
    }
}
