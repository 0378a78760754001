using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code puts its thread to sleep.</summary>
public sealed class UNR1004SleepInAsyncAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SleepInAsync);

    public UNR1004SleepInAsyncAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Primitives.Thread is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (knowledge.Primitives.Find(call) == PrimitiveKind.Sleep && AsyncSite.Around(operation, knowledge) is not null
                    && !(AwaitInstead.SeesSleep(call) && AwaitInstead.Speaks(operation)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Of(call)));
                }
            },
            ["Sleep"],
            OperationKind.Invocation);
}
