using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task becomes text by interpolation, concatenation, formatting or ToString.</summary>
public sealed class UNR2023TaskAsTextAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TaskAsText);

    public UNR2023TaskAsTextAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var written in Written(operation.Operation))
                {
                    var task = written.Unwrapped();
                    if (knowledge.Tasks.IsTask(task.Type) && operation.Function(knowledge) is not null)
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, task.Syntax.GetLocation(), task.Syntax.ToString()));
                    }
                }
            },
            OperationKind.Interpolation,
            OperationKind.InterpolatedStringAppendFormatted,
            OperationKind.Binary,
            OperationKind.CompoundAssignment,
            OperationKind.Invocation);

    private static IEnumerable<IOperation> Written(IOperation operation) => operation switch
    {
        IInterpolationOperation hole => [hole.Expression],
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments } } => [arguments[0].Value],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => [sum.LeftOperand, sum.RightOperand],
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => [sum.Value],
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { } task } => [task],
        IInvocationOperation call when TextMethods.IsOne(call.TargetMethod) => call.Arguments.SelectMany(Texts),
        _ => [],
    };

    private static IEnumerable<IOperation> Texts(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.Explicit ? new[] { argument.Value } : argument.SpreadElements();
}
