using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A Task.Delay that only ends a race, and that nobody stops when the race is over.</summary>
public sealed class UNR2021DelayOutlivesRaceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DelayOutlivesRace);

    public UNR2021DelayOutlivesRaceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                foreach (var delay in RacingDelays.Of(call, knowledge.Tasks))
                {
                    if (!SdkRules.Speaks("CA2027", onByDefault: false, call.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, delay.Syntax.GetLocation(), delay.Syntax.ToString()));
                    }
                }
            },
            ["WhenAny"],
            OperationKind.Invocation);
}
