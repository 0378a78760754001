using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>An async lambda is given to a delegate that returns nothing and is no handler.</summary>
public sealed class UNR2003AsyncLambdaAsVoidAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.AsyncLambdaAsVoid);

    public UNR2003AsyncLambdaAsVoidAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var table = MemberTable.Load("HandlerTypes", context.Compilation, context.Options, context.CancellationToken);
        var handlers = new EventHandlers(context.Compilation, table);
        context.RegisterOperationAction(
            operation =>
            {
                var lambda = (IAnonymousFunctionOperation)operation.Operation;
                if (lambda is { Symbol: { IsAsync: true, ReturnsVoid: true }, Syntax: AnonymousFunctionExpressionSyntax syntax }
                    && !handlers.IsHandler(lambda))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.AsyncKeyword.GetLocation(), Receiver(lambda)));
                }
            },
            OperationKind.AnonymousFunction);
    }

    private static string Receiver(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => method.ContainingType.Name + "." + method.Name,
            IArgumentOperation { Parent: IObjectCreationOperation { Type: { } type } } => type.Name,
            _ => value.Type?.Name ?? "lambda",
        };
    }
}
