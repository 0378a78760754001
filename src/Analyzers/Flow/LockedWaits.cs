using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The lock that a function holds for certain where it waits. UNR4021 reports such waits; the rules about waits in
/// synchronous code (UNR1002, UNR1007) ask here too and leave them to it.
/// </summary>
internal static class LockedWaits
{
    /// <summary>The lock that was taken last; null when the function holds none that counts.</summary>
    public static Hold? Around(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var operation = context.Operation;
        if (knowledge.Locks.Monitor is null || !LockText.MayLock(CodeText.Of(Root(operation).Syntax)) || GraphOf(operation, context.GetControlFlowGraph()) is not { } graph)
        {
            return null;
        }

        Hold? last = null;
        foreach (var hold in HoldSets.Of(graph, knowledge).MustHold(operation).All)
        {
            last = Counts(hold) ? hold : last;
        }

        return last;
    }

    /// <summary>
    /// Whether others are kept out for as long as the holder takes. A semaphore is as often a gate for slow work, and a mutex
    /// is held for the life of a program: they are left out, and so are readers.
    /// </summary>
    public static bool Counts(Hold hold) =>
        hold.Mode is LockMode.Exclusive or LockMode.Write
        && hold.Kind is LockKind.Monitor or LockKind.Lock or LockKind.SpinLock or LockKind.ReaderWriterSlim or LockKind.ReaderWriter;

    // The graph of a member has those of its lambdas in it, but not those of its local functions.
    private static ControlFlowGraph? GraphOf(IOperation operation, ControlFlowGraph member)
    {
        var locals = new Stack<IMethodSymbol>();
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ILocalFunctionOperation local:
                    locals.Push(local.Symbol);
                    break;
                case IAnonymousFunctionOperation when locals.Count > 0:
                    return null;
            }
        }

        var graph = member;
        while (locals.Count > 0)
        {
            graph = graph.GetLocalFunctionControlFlowGraph(locals.Pop());
        }

        return graph;
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
