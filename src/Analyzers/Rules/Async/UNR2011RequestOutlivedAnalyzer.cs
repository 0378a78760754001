using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>Work that nobody waits for uses the request, or a service of its scope, which end before it does.</summary>
public sealed class UNR2011RequestOutlivedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.RequestOutlived);

    public UNR2011RequestOutlivedAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var requests = new RequestTypes(context.Compilation);
        if (!requests.Any)
        {
            return;
        }

        context.RegisterOperationAction(
            operation =>
            {
                var lambda = operation.Operation switch
                {
                    IInvocationOperation call when IsFireAndForget(call, knowledge.Tasks) => LambdaIn(call.Arguments[0].Value),
                    IObjectCreationOperation { Arguments.Length: > 0, Type: { Name: "Timer" or "Thread", ContainingNamespace.Name: "Threading" or "Timers" } } made =>
                        LambdaIn(made.Arguments[0].Value),
                    _ => null,
                };
                if (lambda is null)
                {
                    return;
                }

                foreach (var use in lambda.Descendants())
                {
                    if (use is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation }
                        && requests.Contains(use.Type) && !IsMadeIn(lambda, use))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, use.Syntax.GetLocation(), use.Syntax.ToString()));
                        return;
                    }
                }
            },
            ["Run", "StartNew", "QueueUserWorkItem", "UnsafeQueueUserWorkItem"],
            OperationKind.Invocation,
            OperationKind.ObjectCreation);
    }

    private static bool IsFireAndForget(IInvocationOperation call, TaskTypes tasks) => call.Arguments.Length > 0 && call.TargetMethod switch
    {
        { Name: "Run", IsStatic: true } method => tasks.IsTask(method.ContainingType) && call.IsDropped(),
        { Name: "StartNew" } method => tasks.IsFactory(method.ContainingType) && call.IsDropped(),
        { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType.Name: "ThreadPool" } => true,
        _ => false,
    };

    private static IAnonymousFunctionOperation? LambdaIn(IOperation value) =>
        value.Unwrapped() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda : null;

    /// <summary>A scope or a context that the work makes for itself.</summary>
    private static bool IsMadeIn(IOperation lambda, IOperation use) =>
        use.Variable() is ILocalSymbol or IParameterSymbol
        && use.Variable()!.DeclaringSyntaxReferences.Any(declaration => lambda.Syntax.Span.Contains(declaration.Span));
}
