using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// What an analysis knows at a point, and what operations and branches do to it. The states form a lattice of finite
/// height: a must-analysis joins by intersection, a may-analysis by union.
/// </summary>
internal interface IFlowDomain<TState>
    where TState : class
{
    /// <summary>The state after an operation; <paramref name="thrown"/> gets the state of each point where it may throw.</summary>
    TState After(IOperation operation, TState state, Action<TState> thrown);

    /// <summary>The state on the edge where <paramref name="condition"/> has the given value; null when it cannot have it.</summary>
    TState? When(IOperation condition, bool value, TState state);

    /// <summary>What is known where two paths meet.</summary>
    TState Join(TState one, TState other);

    /// <summary>Whether a join has added nothing to what was known before.</summary>
    bool IsSame(TState before, TState joined);
}

/// <summary>
/// The one fixpoint over control-flow graphs: a worklist of blocks in source order, branches with what their condition
/// says, and exceptions through catch and finally. A finally block is run anew for each state that enters it, so what is
/// true on one way into it is not lost on the way out.
/// </summary>
internal sealed class ForwardAnalysis<TState>(ControlFlowGraph graph)
    where TState : class
{
    // Far above what people's code needs; the bound is against pathological graphs.
    private const int VisitsPerBlock = 60;

    private readonly TState?[] _atEntry = new TState?[graph.Blocks.Length];
    private readonly Dictionary<(ControlFlowRegion Region, TState State), TState?> _through = []; // states are immutable and compared by reference
    private int _visitsLeft = VisitsPerBlock * (graph.Blocks.Length + 1);

    /// <summary>The state at the entry of each block; null where a block cannot be reached.</summary>
    public IReadOnlyList<TState?> AtEntry => _atEntry;

    /// <summary>The state when the function returns; null when it never does.</summary>
    public TState? AtExit => _atEntry[graph.Blocks.Length - 1];

    /// <summary>The state when an exception leaves the function; null when nothing in it throws.</summary>
    public TState? AtEscape { get; private set; }

    /// <summary>False when the bound was reached: then nothing of the result may be used.</summary>
    public bool IsComplete => _visitsLeft > 0;

    public void Run(IFlowDomain<TState> domain, TState atStart)
    {
        new Pass(this, graph, domain, within: null, _atEntry).Run(0, atStart);
        _through.Clear(); // the result lives as long as the graph
    }

    /// <summary>The main run, or the run of one finally region for one state.</summary>
    private sealed class Pass(
        ForwardAnalysis<TState> owner, ControlFlowGraph graph, IFlowDomain<TState> domain, ControlFlowRegion? within, TState?[] atEntry)
    {
        private readonly OpenBlocks _open = new(graph.Blocks.Length);
        private Action<TState>? _throws;
        private TState? _atEnd;
        private TState? _thrown; // in the block that is visited
        private TState? _lastThrown;

        public TState? Run(int first, TState state)
        {
            Reach(first, state);
            while (_open.Any && owner._visitsLeft-- > 0)
            {
                var next = _open.TakeFirst();
                Visit(graph.Blocks[next], atEntry[next]!);
            }

            return _atEnd;
        }

        private void Visit(BasicBlock block, TState state)
        {
            var throws = _throws ??= Throws;
            _thrown = _lastThrown = null;
            foreach (var operation in block.Operations)
            {
                state = domain.After(operation, state, throws);
            }

            if (block.BranchValue is { } value)
            {
                state = domain.After(value, state, throws);
            }

            if (block.ConditionalSuccessor is { } conditional && block.BranchValue is { } condition)
            {
                var taken = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
                Follow(conditional, domain.When(condition, taken, state));
                Follow(block.FallThroughSuccessor, domain.When(condition, !taken, state));
            }
            else
            {
                Follow(block.FallThroughSuccessor, state);
            }

            if (_thrown is { } thrown)
            {
                Throw(block, thrown);
            }
        }

        private void Throws(TState at)
        {
            if (!ReferenceEquals(at, _lastThrown)) // most operations change nothing, and to join the same again neither
            {
                _thrown = _thrown is null ? at : domain.Join(_thrown, at);
                _lastThrown = at;
            }
        }

        private void Follow(ControlFlowBranch? branch, TState? state)
        {
            if (branch is null || state is null)
            {
                return;
            }

            switch (branch.Semantics)
            {
                case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                    Throws(state);
                    return;
                case ControlFlowBranchSemantics.StructuredExceptionHandling when within is not null && FinallyAround(branch.Source) == within:
                    _atEnd = _atEnd is null ? state : domain.Join(_atEnd, state);
                    return;
            }

            foreach (var region in branch.FinallyRegions)
            {
                state = Through(region, state);
                if (state is null)
                {
                    return; // the finally block does not come to its end
                }
            }

            if (branch.Destination is { } destination)
            {
                Reach(destination.Ordinal, state);
            }
        }

        private TState? Through(ControlFlowRegion region, TState state)
        {
            if (within is null)
            {
                Reach(region.FirstBlockOrdinal, state); // for those who ask what is true inside
            }

            if (!owner._through.TryGetValue((region, state), out var after))
            {
                owner._through[(region, state)] = after = new Pass(owner, graph, domain, region, new TState?[graph.Blocks.Length]).Run(region.FirstBlockOrdinal, state);
            }

            return after;
        }

        // From the innermost try outwards, through each finally, until a handler takes every exception. An exception in a
        // finally block itself is left out: it would make every cleanup look as if it could stop half-way. The root of
        // a lambda's graph is enclosed by regions of the graph around it, whose blocks are not ours.
        private void Throw(BasicBlock block, TState? state)
        {
            for (var region = block.EnclosingRegion; region != graph.Root && region is { EnclosingRegion: { } parent }; region = parent)
            {
                if (region.Kind == ControlFlowRegionKind.Finally || state is null)
                {
                    return;
                }

                if (region.Kind != ControlFlowRegionKind.Try)
                {
                    continue;
                }

                foreach (var handler in parent.NestedRegions)
                {
                    if (handler.Kind == ControlFlowRegionKind.Finally)
                    {
                        state = Through(handler, state);
                        break;
                    }

                    if (handler != region)
                    {
                        Reach(handler.FirstBlockOrdinal, state);
                        if (TakesAll(handler))
                        {
                            return;
                        }
                    }
                }
            }

            if (state is not null)
            {
                owner.AtEscape = owner.AtEscape is { } known ? domain.Join(known, state) : state;
            }
        }

        private static bool TakesAll(ControlFlowRegion handler) =>
            handler.Kind == ControlFlowRegionKind.Catch
            && handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };

        private static ControlFlowRegion? FinallyAround(BasicBlock block)
        {
            var region = block.EnclosingRegion;
            while (region is { Kind: not (ControlFlowRegionKind.Finally or ControlFlowRegionKind.Root) })
            {
                region = region.EnclosingRegion;
            }

            return region;
        }

        private void Reach(int ordinal, TState state)
        {
            var known = atEntry[ordinal];
            var joined = known is null ? state : domain.Join(known, state);
            if (known is null || !domain.IsSame(known, joined))
            {
                atEntry[ordinal] = joined;
                _open.Add(ordinal);
            }
        }
    }
}
