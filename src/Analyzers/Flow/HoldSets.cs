using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Which locks are surely held at each operation of one control-flow graph: a forward analysis that keeps at a join what
/// is held on every way in. It starts with nothing held; what callers hold is added by those who know the callers.
/// First form: the result of a TryEnter counts only as the condition of a branch, not through a variable.
/// </summary>
internal sealed class HoldSets
{
    // Roslyn hands the same graph to every analyzer, so all rules share one run.
    private static readonly ConditionalWeakTable<ControlFlowGraph, HoldSets> s_byGraph = new();

    private readonly ControlFlowGraph _graph;
    private readonly LockTypes _types;
    private readonly UnloweredLocks _unlowered;
    private readonly Step[][] _steps; // per block, what it does to locks
    private readonly HoldSet?[] _before; // per block; null: not reached
    private bool _changed;

    private HoldSets(ControlFlowGraph graph, LockTypes types)
    {
        _graph = graph;
        _types = types;
        Locks = new LockResolver(graph, types);
        _unlowered = new UnloweredLocks(graph, types, Locks);
        _steps = [.. graph.Blocks.Select(StepsOf)];
        _before = new HoldSet?[graph.Blocks.Length];
        _before[0] = HoldSet.Empty;
        do
        {
            _changed = false;
            foreach (var block in graph.Blocks)
            {
                Flow(block);
            }
        }
        while (_changed); // ends: the sets only shrink
    }

    public LockResolver Locks { get; }

    public static HoldSets Of(ControlFlowGraph graph, LockTypes types) =>
        s_byGraph.GetValue(graph, key => new HoldSets(key, types));

    /// <summary>
    /// Calls back for every operation that can run, in the order of evaluation, with what is held just before it and the
    /// lock that it waits for and takes, if any.
    /// </summary>
    public void Visit(Action<IOperation, HoldSet, LockIdentity?> visit)
    {
        foreach (var block in _graph.Blocks)
        {
            if (_before[block.Ordinal] is not { } held)
            {
                continue;
            }

            var next = 0;
            foreach (var operation in Evaluation.Of(block))
            {
                var before = _unlowered.Around(operation, held);
                if (next < _steps[block.Ordinal].Length && _steps[block.Ordinal][next] is var step && step.Call == operation)
                {
                    visit(operation, before, step.Taken);
                    held = step.Apply(held);
                    next++;
                }
                else
                {
                    visit(operation, before, _unlowered.TakenAt(operation));
                }
            }
        }
    }

    private Step[] StepsOf(BasicBlock block)
    {
        var steps = new List<Step>();
        foreach (var operation in Evaluation.Of(block))
        {
            if (operation is IInvocationOperation call
                && _types.Classify(call, out var target) is (LockAction.Acquire or LockAction.Release) and var action
                && Locks.Identify(target) is { } identity)
            {
                steps.Add(new Step(call, action, identity));
            }
        }

        return [.. steps];
    }

    private void Flow(BasicBlock block)
    {
        if (_before[block.Ordinal] is not { } held)
        {
            return;
        }

        Throw(block, held);
        foreach (var step in _steps[block.Ordinal])
        {
            held = step.Apply(held);
            Throw(block, held);
        }

        var gained = GainedByBranch(block);
        var onTrue = gained is null ? held : held.Add(gained);
        Follow(block.ConditionalSuccessor, block.ConditionKind == ControlFlowConditionKind.WhenTrue ? onTrue : held);
        Follow(block.FallThroughSuccessor, block.ConditionKind == ControlFlowConditionKind.WhenFalse ? onTrue : held);
    }

    private LockIdentity? GainedByBranch(BasicBlock block) =>
        block.ConditionKind != ControlFlowConditionKind.None
        && block.BranchValue is IInvocationOperation call
        && _types.Classify(call, out var target) == LockAction.TryAcquire
            ? Locks.Identify(target)
            : null;

    private void Follow(ControlFlowBranch? branch, HoldSet held)
    {
        if (branch is null)
        {
            return;
        }

        foreach (var region in branch.FinallyRegions)
        {
            Reach(region.FirstBlockOrdinal, held);
            held = AfterFinally(region, held);
        }

        if (branch.Destination is { } destination)
        {
            Reach(destination.Ordinal, held);
        }
    }

    // What a finally releases is released on every way through it, also under `if (taken)`: that flag says that it is held.
    private HoldSet AfterFinally(ControlFlowRegion region, HoldSet held)
    {
        for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal && !held.IsEmpty; ordinal++)
        {
            foreach (var step in _steps[ordinal])
            {
                held = step.Action == LockAction.Release ? step.Apply(held) : held;
            }
        }

        return held;
    }

    // An exception can leave at any point: the handlers around the block see what is held at every one of them.
    private void Throw(BasicBlock block, HoldSet held)
    {
        // The regions of a lambda go on into those of its member, which are of another graph.
        for (var region = block.EnclosingRegion; region is not null && region != _graph.Root; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } statement })
            {
                foreach (var handler in statement.NestedRegions)
                {
                    if (handler.Kind != ControlFlowRegionKind.Try)
                    {
                        Reach(handler.FirstBlockOrdinal, held);
                    }
                }
            }
        }
    }

    private void Reach(int ordinal, HoldSet held)
    {
        var before = _before[ordinal];
        var after = before is null ? held : before.Meet(held);
        if (!after.Equals(before))
        {
            _before[ordinal] = after;
            _changed = true;
        }
    }

    private readonly struct Step(IInvocationOperation call, LockAction action, LockIdentity identity)
    {
        public IInvocationOperation Call { get; } = call;

        public LockAction Action { get; } = action;

        public LockIdentity? Taken => Action == LockAction.Acquire ? identity : null;

        public HoldSet Apply(HoldSet held) => Action == LockAction.Acquire ? held.Add(identity) : held.Remove(identity);
    }
}
