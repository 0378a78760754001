using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>SetResult, SetException or SetCanceled on a TaskCompletionSource that is complete already.</summary>
public sealed class UNR2019CompletedTwiceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.CompletedTwice);

    public UNR2019CompletedTwiceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.SourceOfT is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var repeated = new RepeatedUses(operation => Completed(operation, knowledge.Tasks));
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (!call.TargetMethod.Name.StartsWith("Set", StringComparison.Ordinal) || Completed(call, knowledge.Tasks) is not { } variable)
                {
                    return;
                }

                if (!IsAskedFirst(call, variable) && (repeated.Includes(call, operation.GetControlFlowGraph()) || MayBeCompleteInTry(call, variable, knowledge.Tasks)))
                {
                    var name = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call.Syntax;
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), variable.Name, call.TargetMethod.Name));
                }
            },
            OperationKind.Invocation);
    }

    /// <summary>The variable whose source this call completes; fields count when nobody can replace them.</summary>
    private static ISymbol? Completed(IOperation operation, TaskTypes tasks) =>
        operation is IInvocationOperation { TargetMethod.Name: "SetResult" or "SetException" or "SetCanceled" or "TrySetResult" or "TrySetException" or "TrySetCanceled" } call
        && tasks.IsSource(call.TargetMethod.ContainingType)
        && call.Instance.Variable() is { } variable and not IFieldSymbol { IsReadOnly: false }
            ? variable
            : null;

    /// <summary>A condition around the call looks at the source.</summary>
    private static bool IsAskedFirst(IOperation call, ISymbol variable)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } && condition.Mentions(variable))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The handler of a try block whose body completes the source and then goes on with calls: when one of them throws,
    /// the handler completes it again.
    /// </summary>
    private static bool MayBeCompleteInTry(IInvocationOperation call, ISymbol variable, TaskTypes tasks)
    {
        IOperation inner = call;
        for (var current = call.Parent; current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); (inner, current) = (current, current.Parent))
        {
            if (current is IConditionalOperation or ISwitchOperation)
            {
                return false; // the handler may ask first
            }

            if (current is ITryOperation attempt)
            {
                return inner is ICatchClauseOperation { Filter: null } && CompletesAndGoesOn(attempt.Body, variable, tasks);
            }
        }

        return false;
    }

    private static bool CompletesAndGoesOn(IBlockOperation body, ISymbol variable, TaskTypes tasks)
    {
        var completes = false;
        foreach (var statement in body.Operations)
        {
            if (completes && statement.OwnDescendants().Any(part => part is IInvocationOperation or IAwaitOperation))
            {
                return true;
            }

            completes |= statement is IExpressionStatementOperation { Operation: var operation }
                && SymbolEqualityComparer.Default.Equals(Completed(operation.Unwrapped(), tasks), variable);
        }

        return false;
    }
}
