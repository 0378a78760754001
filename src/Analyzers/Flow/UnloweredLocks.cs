using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Lock statements that a control-flow graph does not show. In a nullable context Roslyn (seen in 5.12) does not recognise
/// the type of a System.Threading.Lock when it builds the graph, and leaves an invalid expression with neither EnterScope
/// nor Dispose. For these the text is as good: the lock is held in the body of its statement.
/// </summary>
internal sealed class UnloweredLocks
{
    private readonly List<(IOperation At, LockStatementSyntax Statement, LockIdentity Lock)> _locks = [];

    public UnloweredLocks(ControlFlowGraph graph, LockTypes types, LockResolver resolver)
    {
        if (types.Lock is null)
        {
            return;
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IExpressionStatementOperation { Syntax: LockStatementSyntax statement, Operation: IInvalidOperation invalid }
                    && invalid.ChildOperations.FirstOrDefault() is { Type: { } type } value
                    && SymbolEqualityComparer.Default.Equals(type, types.Lock)
                    && resolver.Identify(value) is { } identity)
                {
                    _locks.Add((invalid, statement, identity));
                }
            }
        }
    }

    public bool Any => _locks.Count > 0;

    /// <summary>The lock that is taken by exactly this operation.</summary>
    public LockEffect? TakenAt(IOperation operation)
    {
        foreach (var (at, _, identity) in _locks)
        {
            if (at == operation)
            {
                return LockEffect.OfStatement(identity, operation);
            }
        }

        return null;
    }

    /// <summary>What is held at the operation when the graph alone says <paramref name="state"/>.</summary>
    public LockState Around(IOperation operation, LockState state)
    {
        foreach (var (at, statement, identity) in _locks)
        {
            if (statement.Statement.Span.Contains(operation.Syntax.Span))
            {
                state = state.Acquire(new(identity, LockMode.Exclusive, LockKind.Lock), at, isSure: true, flag: null);
            }
        }

        return state;
    }
}
