using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Code that could await a task blocks on it.</summary>
public sealed class UNR1001BlockingInAsyncAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.BlockingInAsync);

    public UNR1001BlockingInAsyncAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (BlockingSite.At(operation, knowledge, inAsync: true) is { Call: var call }
                    && !(AwaitInstead.Sees(call) && AwaitInstead.Speaks(operation)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Name.GetLocation(), call.Culprit));
                }
            },
            BlockingCalls.Members,
            OperationKind.PropertyReference,
            OperationKind.Invocation);
}
