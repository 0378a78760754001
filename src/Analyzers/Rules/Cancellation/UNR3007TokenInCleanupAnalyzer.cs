using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>Cleanup gets the token of the operation that it cleans up after: once that is canceled, nothing is cleaned up.</summary>
public sealed class UNR3007TokenInCleanupAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TokenInCleanup);

    public UNR3007TokenInCleanupAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var argument = (IArgumentOperation)operation.Operation;
                if (argument.Parent is IInvocationOperation call
                    && cancellation.IsToken(argument.Parameter?.Type)
                    && argument.Value.Variable() is IParameterSymbol token
                    && knowledge.Tasks.IsTaskLike(call.TargetMethod.ReturnType)
                    && !(knowledge.Tasks.IsTask(call.TargetMethod.ContainingType) && call.TargetMethod.IsStatic)
                    && cancellation.Canceled is { } canceled
                    && CleanupCode.IsInFinallyOrCatch(argument, canceled)
                    && !IsAsked(argument, token))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.Value.Syntax.GetLocation(), token.Name, call.TargetMethod.Name));
                }
            },
            OperationKind.Argument);
    }

    /// <summary>A condition or a filter around the call looks at the token.</summary>
    private static bool IsAsked(IOperation argument, ISymbol token)
    {
        for (var current = argument.Parent; current is not null; current = current.Parent)
        {
            if ((current is IConditionalOperation { Condition: var condition } && condition.Mentions(token))
                || (current is ICatchClauseOperation { Filter: { } filter } && filter.Mentions(token)))
            {
                return true;
            }
        }

        return false;
    }
}
