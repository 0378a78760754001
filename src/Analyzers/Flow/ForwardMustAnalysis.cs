using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>What single operations and branches do to a set of facts.</summary>
internal interface IFactTransfer<TFact>
{
    /// <summary>The facts after an operation; <paramref name="thrown"/> gets the facts of each point where it may throw.</summary>
    ImmutableHashSet<TFact> After(IOperation operation, ImmutableHashSet<TFact> facts, Action<ImmutableHashSet<TFact>> thrown);

    /// <summary>The facts on the edge where <paramref name="condition"/> has the given value.</summary>
    ImmutableHashSet<TFact> When(IOperation condition, bool value, ImmutableHashSet<TFact> facts);
}

/// <summary>
/// Finds the facts that hold on every path to each block of a control-flow graph. A block that was not reached has
/// no set yet, which stands for "every fact"; sets only shrink, so the loop ends.
/// </summary>
internal sealed class ForwardMustAnalysis<TFact>(ControlFlowGraph graph, IFactTransfer<TFact> transfer)
{
    private readonly ImmutableHashSet<TFact>?[] _atEntry = new ImmutableHashSet<TFact>?[graph.Blocks.Length];
    private readonly Dictionary<ControlFlowRegion, ImmutableHashSet<TFact>> _afterFinally = [];
    private bool _changed;

    /// <summary>The facts at the entry of each block; null where a block cannot be reached.</summary>
    public IReadOnlyList<ImmutableHashSet<TFact>?> Run(ImmutableHashSet<TFact> atStart)
    {
        _atEntry[0] = atStart;
        do
        {
            _changed = false;
            foreach (var block in graph.Blocks)
            {
                if (_atEntry[block.Ordinal] is { } facts)
                {
                    Visit(block, facts);
                }
            }
        }
        while (_changed);
        return _atEntry;
    }

    private void Visit(BasicBlock block, ImmutableHashSet<TFact> facts)
    {
        ImmutableHashSet<TFact>? thrown = null;
        void Throws(ImmutableHashSet<TFact> state) => thrown = thrown is null ? state : thrown.Intersect(state);

        foreach (var operation in block.Operations)
        {
            facts = transfer.After(operation, facts, Throws);
        }

        if (block.BranchValue is { } value)
        {
            facts = transfer.After(value, facts, Throws);
        }

        if (block.ConditionalSuccessor is { } conditional && block.BranchValue is { } condition)
        {
            var taken = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            Follow(conditional, transfer.When(condition, taken, facts), Throws);
            Follow(block.FallThroughSuccessor, transfer.When(condition, !taken, facts), Throws);
        }
        else
        {
            Follow(block.FallThroughSuccessor, facts, Throws);
        }

        if (thrown is not null)
        {
            foreach (var handler in Handlers(block))
            {
                Merge(handler, thrown);
            }
        }
    }

    private void Follow(ControlFlowBranch? branch, ImmutableHashSet<TFact> facts, Action<ImmutableHashSet<TFact>> throws)
    {
        switch (branch?.Semantics)
        {
            case null:
                return;
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                throws(facts);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when branch.Source.EnclosingRegion is { } region:
                LeaveFinally(region, facts);
                return;
        }

        foreach (var region in branch.FinallyRegions)
        {
            Merge(region.FirstBlockOrdinal, facts);
            if (!_afterFinally.TryGetValue(region, out var after))
            {
                return; // the end of the finally block is not reached yet; the next round is
            }

            // What the finally block establishes, and what was true before and is not undone in it.
            facts = after.Union(facts.Intersect(Undone(region, facts)));
        }

        if (branch.Destination is { } destination)
        {
            Merge(destination.Ordinal, facts);
        }
    }

    private void LeaveFinally(ControlFlowRegion? region, ImmutableHashSet<TFact> facts)
    {
        while (region is { Kind: not (ControlFlowRegionKind.Finally or ControlFlowRegionKind.Root) })
        {
            region = region.EnclosingRegion;
        }

        if (region is not { Kind: ControlFlowRegionKind.Finally })
        {
            return;
        }

        var merged = _afterFinally.TryGetValue(region, out var known) ? known.Intersect(facts) : facts;
        _changed |= known is null || merged.Count != known.Count;
        _afterFinally[region] = merged;
    }

    private ImmutableHashSet<TFact> Undone(ControlFlowRegion region, ImmutableHashSet<TFact> facts)
    {
        for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            foreach (var operation in graph.Blocks[ordinal].Operations)
            {
                facts = transfer.After(operation, facts, static _ => { });
            }
        }

        return facts;
    }

    /// <summary>
    /// First blocks of the catch, filter and finally regions that an exception in this block can reach. The root of a
    /// lambda's graph is enclosed by regions of the graph around it, whose blocks are not ours.
    /// </summary>
    private static IEnumerable<int> Handlers(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } parent }; region = parent)
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                foreach (var sibling in parent.NestedRegions)
                {
                    if (sibling != region)
                    {
                        yield return sibling.FirstBlockOrdinal;
                    }
                }
            }
        }
    }

    private void Merge(int ordinal, ImmutableHashSet<TFact> facts)
    {
        var known = _atEntry[ordinal];
        var merged = known is null ? facts : known.Intersect(facts);
        if (known is null || merged.Count != known.Count)
        {
            _atEntry[ordinal] = merged;
            _changed = true;
        }
    }
}
