using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>AggregateException is caught around nothing but awaits, which throw the inner exception.</summary>
public sealed class UNR2027DeadCatchAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DeadCatch);

    public UNR2027DeadCatchAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var aggregate = context.Compilation.GetTypeByMetadataName("System.AggregateException");
        if (aggregate is null)
        {
            return;
        }

        context.RegisterOperationAction(
            operation =>
            {
                var attempt = (ITryOperation)operation.Operation;
                foreach (var handler in attempt.Catches)
                {
                    if (SymbolEqualityComparer.Default.Equals(handler.ExceptionType, aggregate)
                        && handler.Syntax is CatchClauseSyntax { Declaration.Type: var caught }
                        && AggregateSources.OnlyAwaits(attempt.Body, knowledge, operation.CancellationToken))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, caught.GetLocation(), aggregate.Name));
                    }
                }
            },
            OperationKind.Try);
    }
}
