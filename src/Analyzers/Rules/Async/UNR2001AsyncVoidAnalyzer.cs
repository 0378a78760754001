using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A method or local function is async and returns nothing, and no event forces it to.</summary>
public sealed class UNR2001AsyncVoidAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.AsyncVoid);

    public UNR2001AsyncVoidAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var table = MemberTable.Load("HandlerTypes", context.Compilation, context.Options, context.CancellationToken);
        var handlers = new EventHandlers(context.Compilation, table);
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Check((IMethodSymbol)symbol.Symbol, handlers) is { } found)
                {
                    symbol.ReportDiagnostic(found);
                }
            },
            SymbolKind.Method);
        context.RegisterOperationAction(
            operation =>
            {
                if (Check(((ILocalFunctionOperation)operation.Operation).Symbol, handlers) is { } found)
                {
                    operation.ReportDiagnostic(found);
                }
            },
            OperationKind.LocalFunction);
    }

    private static Diagnostic? Check(IMethodSymbol method, EventHandlers handlers) =>
        method is { IsAsync: true, ReturnsVoid: true, PartialImplementationPart: null } && !handlers.IsHandler(method)
            ? Diagnostic.Create(Descriptor, method.Locations[0], method.Name)
            : null;
}
