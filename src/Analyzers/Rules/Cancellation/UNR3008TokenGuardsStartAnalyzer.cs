using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A token is given to Task.Run, which only looks at it before the start, and the loop that then runs never does.</summary>
public sealed class UNR3008TokenGuardsStartAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TokenGuardsStart);

    public UNR3008TokenGuardsStartAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name is not ("Run" or "StartNew")
                    || !(knowledge.Tasks.IsTask(call.TargetMethod.ContainingType) || knowledge.Tasks.IsFactory(call.TargetMethod.ContainingType)))
                {
                    return;
                }

                var token = call.Arguments.FirstOrDefault(argument => cancellation.IsToken(argument.Parameter?.Type) && cancellation.IsLiveToken(argument.Value));
                if (token is not null
                    && call.Arguments[0].Value.Unwrapped() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
                    && lambda.Descendants().Any(part => part is ILoopOperation and not IForEachLoopOperation { IsAsynchronous: true })
                    && !lambda.Descendants().Any(part => cancellation.IsToken(part.Type) || cancellation.IsSource(part.Type)
                        || part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, token.Value.Syntax.GetLocation(), token.Value.Syntax.ToString()));
                }
            },
            ["Run", "StartNew"],
            OperationKind.Invocation);
    }
}
