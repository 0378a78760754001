using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Reads the summaries of one member and of the functions nested in it.</summary>
internal sealed class FunctionReader(LockTypes types, INamedTypeSymbol outermost, Action<FunctionSummary> add)
{
    /// <summary>A body that takes locks: what is held at each call comes from its control-flow graph.</summary>
    public void Read(ISymbol function, ControlFlowGraph graph)
    {
        var summary = Start(function, graph.OriginalOperation.Syntax);
        var holds = HoldSets.Of(graph, types);
        holds.Visit((operation, held, taken) =>
        {
            if (operation is IFlowAnonymousFunctionOperation lambda)
            {
                Read(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda));
            }
            else if (taken is not null)
            {
                summary.Acquisitions.Add(new(taken, held, PlaceOf(operation)));
            }
            else
            {
                ReadCalls(summary, operation, held, holds.Locks.Origin);
            }
        });

        foreach (var local in graph.LocalFunctions)
        {
            Read(local, graph.GetLocalFunctionControlFlowGraph(local));
        }
    }

    /// <summary>A body that takes no lock itself: nothing is held anywhere, so its calls are enough.</summary>
    public void ReadWithoutLocks(ISymbol function, IOperation body) =>
        ReadTree(Start(function, body.Syntax), body);

    private void ReadTree(FunctionSummary summary, IOperation operation)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation lambda:
                ReadWithoutLocks(lambda.Symbol, lambda.Body);
                return;
            case ILocalFunctionOperation { Body: { } body } local:
                ReadWithoutLocks(local.Symbol, body);
                return;
        }

        ReadCalls(summary, operation, HoldSet.Empty, static expression => expression);
        foreach (var child in operation.ChildOperations)
        {
            ReadTree(summary, child);
        }
    }

    private void ReadCalls(FunctionSummary summary, IOperation operation, HoldSet held, Func<IOperation?, IOperation?> origin)
    {
        if (operation is IMethodReferenceOperation { Method: var escaping })
        {
            summary.Escaping.Add(CallTargets.Normal(escaping));
            return;
        }

        CallTargets.Of(operation, (method, instance) =>
        {
            if (!IsOurs(method))
            {
                return;
            }

            if (!CallTargets.IsCertain(method) || !SymbolEqualityComparer.Default.Equals(method.ContainingType, method.ContainingType.OriginalDefinition))
            {
                // An override may run instead, or static locks of another construction of the type: not followed,
                // and not counted among the known callers.
                summary.Escaping.Add(CallTargets.Normal(method));
                return;
            }

            var same = method.MethodKind == MethodKind.LocalFunction
                || origin(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
            summary.Calls.Add(new(CallTargets.Normal(method), same ? Receiver.Same : Receiver.Other, held, operation.Syntax));
        });
    }

    private FunctionSummary Start(ISymbol function, SyntaxNode body)
    {
        var summary = new FunctionSummary(function)
        {
            RunsInCall = function is not IMethodSymbol { IsAsync: true } && !Yields(body),
        };
        add(summary);
        return summary;
    }

    private bool IsOurs(IMethodSymbol method)
    {
        var type = method.ContainingType;
        while (type?.ContainingType is { } container)
        {
            type = container;
        }

        return SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, outermost);
    }

    // The graph drops parentheses and casts; a reader looks for the whole expression of the lock statement.
    private static SyntaxNode PlaceOf(IOperation taking) =>
        taking.IsImplicit && taking.Syntax.FirstAncestorOrSelf<LockStatementSyntax>() is { Expression: var expression }
        && expression.Span.Contains(taking.Syntax.Span)
            ? expression
            : taking.Syntax;

    // The operation tree of an iterator does not say that it is one; a yield of a nested function is not its own.
    private static bool Yields(SyntaxNode body) =>
        body.DescendantNodes(node => node == body || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is YieldStatementSyntax);
}
