using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>A static initialisation waits for code that needs its result.</summary>
public sealed class UNR1008InitialisationCycleAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.InitialisationCycle);

    public UNR1008InitialisationCycleAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                if ((operation.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true })
                    && operation.Function(knowledge) is { } function
                    && InitialisationCycles.Find(operation.Operation, function, knowledge) is { } touch)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptor,
                        CallText.Name(operation.Operation.Syntax).GetLocation(),
                        additionalLocations: [touch.GetLocation()],
                        operation.Operation is IInvocationOperation call ? CallText.Of(call) : "Result",
                        function.Member.ContainingType.Name));
                }
            },
            OperationKind.PropertyReference,
            OperationKind.Invocation);
}
