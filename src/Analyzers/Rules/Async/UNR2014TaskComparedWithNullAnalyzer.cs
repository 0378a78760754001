using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>The task that a method returns is compared with null.</summary>
public sealed class UNR2014TaskComparedWithNullAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TaskComparedWithNull);

    public UNR2014TaskComparedWithNullAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (Compared(operation.Operation) is { } compared
                    && FreshCalls.Of(compared, knowledge) is { } call
                    && operation.Function(knowledge) is not null)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, compared.Syntax.GetLocation(), call.TargetMethod.Name));
                }
            },
            OperationKind.Binary,
            OperationKind.IsPattern);

    private static IOperation? Compared(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary =>
            IsNull(binary.RightOperand) ? binary.LeftOperand.Unwrapped() : IsNull(binary.LeftOperand) ? binary.RightOperand.Unwrapped() : null,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } pattern when IsNull(value) => pattern.Value.Unwrapped(),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } pattern when IsNull(value) => pattern.Value.Unwrapped(),
        _ => null,
    };

    private static bool IsNull(IOperation operation) => operation.Unwrapped().ConstantValue is { HasValue: true, Value: null };
}
