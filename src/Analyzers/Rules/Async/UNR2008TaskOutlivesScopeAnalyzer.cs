using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task is returned from the scope of a resource that it uses, or of the lock on the object that it works on.</summary>
public sealed class UNR2008TaskOutlivesScopeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TaskOutlivesScope);

    public UNR2008TaskOutlivesScopeAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (ReturnedTask.At((IReturnOperation)operation.Operation, operation.ContainingSymbol, knowledge) is { Resource: { } resource, Call: var call })
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, resource));
                }
            },
            OperationKind.Return);
}
