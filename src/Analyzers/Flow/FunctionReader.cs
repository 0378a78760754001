using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Reads the summaries of one member and of the functions nested in it.</summary>
internal sealed class FunctionReader(ConcurrencyKnowledge knowledge, INamedTypeSymbol outermost, Action<FunctionSummary> add)
{
    private readonly StepReader _steps = new(knowledge, outermost);

    /// <summary>A body that may take locks: what is held at each step comes from its control-flow graph.</summary>
    public void Read(ISymbol function, ControlFlowGraph graph) => Read(function, graph, HoldSets.Of(graph, knowledge), null, null);

    /// <summary>A body that takes no lock itself: nothing is held anywhere, so its operations are enough.</summary>
    public void ReadWithoutLocks(ISymbol function, IOperation body) => ReadTree(Start(function, body.Syntax, null, null, body), body);

    private void Read(ISymbol function, ControlFlowGraph graph, HoldSets holds, FunctionSummary? enclosing, DelegateUse? use)
    {
        var summary = Start(function, graph.OriginalOperation.Syntax, enclosing, use, enclosing is null ? graph.OriginalOperation : null);
        summary.Holds = holds.TakesLocks ? holds : null;
        holds.Visit((operation, state, effect) =>
        {
            if (effect is not null)
            {
                var at = PlaceOf(effect.At);
                summary.Steps.Add(new(effect, state, at));
                if (effect.Waits)
                {
                    summary.Acquisitions.Add(new(effect.Hold, state.Must, at));
                }
            }

            if (operation is IFlowAnonymousFunctionOperation lambda)
            {
                var lambdaUse = StepReader.Lambda(summary, lambda.Symbol, DelegateUses.Of(lambda), state.Must, lambda.Syntax);
                Read(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda), holds.OfLambda(lambda, state), summary, lambdaUse);
            }
            else
            {
                _steps.Read(summary, operation, state.Must, holds.Locks);
            }
        });

        foreach (var local in graph.LocalFunctions)
        {
            var body = graph.GetLocalFunctionControlFlowGraph(local);
            Read(local, body, HoldSets.Of(body, knowledge), summary, null);
        }
    }

    private void ReadTree(FunctionSummary summary, IOperation operation)
    {
        switch (operation)
        {
            case INameOfOperation:
                return;
            case IAnonymousFunctionOperation lambda:
                var use = StepReader.Lambda(summary, lambda.Symbol, DelegateUses.Of(lambda), HoldSet.Empty, lambda.Syntax);
                ReadTree(Start(lambda.Symbol, lambda.Body.Syntax, summary, use), lambda.Body);
                return;
            case ILocalFunctionOperation { Body: { } body } local:
                ReadTree(Start(local.Symbol, body.Syntax, summary, null), body);
                return;
        }

        foreach (var child in operation.ChildOperations)
        {
            ReadTree(summary, child);
        }

        _steps.Read(summary, operation, HoldSet.Empty, null);
    }

    private FunctionSummary Start(ISymbol function, SyntaxNode body, FunctionSummary? enclosing, DelegateUse? use, IOperation? tree = null)
    {
        var summary = new FunctionSummary(function, enclosing, use)
        {
            Tree = tree,
            RunsInCall = function is not IMethodSymbol { IsAsync: true } && !(MayYield(function) && Yields(body)),
        };
        add(summary);
        return summary;
    }

    // The graph drops parentheses and casts; a reader looks for the whole expression of the lock statement.
    private static SyntaxNode PlaceOf(IOperation taking) =>
        taking.IsImplicit && taking.Syntax.FirstAncestorOrSelf<LockStatementSyntax>() is { Expression: var expression }
        && expression.Span.Contains(taking.Syntax.Span)
            ? expression
            : taking.Syntax;

    // Few functions return a sequence, and only those are looked through for a yield.
    internal static bool MayYield(ISymbol function) =>
        function is IMethodSymbol { ReturnType.Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" };

    // The operation tree of an iterator does not say that it is one; a yield of a nested function is not its own.
    private static bool Yields(SyntaxNode body) =>
        body.DescendantNodes(node => node == body || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is YieldStatementSyntax);
}
