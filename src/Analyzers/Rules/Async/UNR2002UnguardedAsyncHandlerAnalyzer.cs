using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>An async handler, which must return nothing, awaits outside of a try block that catches everything.</summary>
public sealed class UNR2002UnguardedAsyncHandlerAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.UnguardedAsyncHandler);

    public UNR2002UnguardedAsyncHandlerAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var table = MemberTable.Load("HandlerTypes", context.Compilation, context.Options, context.CancellationToken);
        var handlers = new EventHandlers(context.Compilation, table);
        context.RegisterSymbolAction(
            symbol => Check((IMethodSymbol)symbol.Symbol, handlers, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.Method);
        context.RegisterOperationAction(
            operation => Check(((ILocalFunctionOperation)operation.Operation).Symbol, handlers, operation.ReportDiagnostic, operation.CancellationToken),
            OperationKind.LocalFunction);
        context.RegisterOperationAction(operation => CheckLambda(operation, handlers), OperationKind.AnonymousFunction);
    }

    private static void Check(IMethodSymbol method, EventHandlers handlers, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (method is { IsAsync: true, ReturnsVoid: true, PartialImplementationPart: null }
            && method.DeclaringSyntaxReferences is { Length: 1 } declarations
            && Guards.LetsExceptionsOut(declarations[0].GetSyntax(cancellation))
            && handlers.IsHandler(method))
        {
            report(Diagnostic.Create(Descriptor, method.Locations[0], method.Name));
        }
    }

    private static void CheckLambda(SeenOperation context, EventHandlers handlers)
    {
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (lambda is { Symbol: { IsAsync: true, ReturnsVoid: true }, Syntax: AnonymousFunctionExpressionSyntax syntax }
            && Guards.LetsExceptionsOut(syntax)
            && handlers.IsHandler(lambda))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.AsyncKeyword.GetLocation(), "async lambda"));
        }
    }
}
