using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code takes items from a blocking collection.</summary>
public sealed class UNR1011BlockingEnumerationAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.BlockingEnumeration);

    public UNR1011BlockingEnumerationAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (knowledge.Primitives.Find(call) == PrimitiveKind.Item && AsyncSite.Around(operation, knowledge) is not null)
                {
                    var advice = call.TargetMethod.Name == "ToBlockingEnumerable"
                        ? "use await foreach instead"
                        : "a Channel has the same and can be awaited";
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Of(call), advice));
                }
            },
            BlockingPrimitives.Members,
            OperationKind.Invocation);
}
