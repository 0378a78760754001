using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Which locks are held at each operation of one function: surely (must) and possibly (may). It starts with nothing held;
/// what callers hold is added by those who know the callers (<see cref="TypeSummary"/>). A lambda that is run at once
/// starts with what is held where it is written, any other with nothing.
/// </summary>
internal sealed class HoldSets
{
    // Roslyn hands the same graph to every analyzer, so all rules share one run.
    private static readonly ConditionalWeakTable<ControlFlowGraph, HoldSets> s_byGraph = new();

    private readonly ControlFlowGraph _graph;
    private readonly ConcurrencyKnowledge _knowledge;
    private readonly UnloweredLocks _unlowered;
    private readonly LockEffects _effects;
    private readonly LockVariables _variables;
    private readonly ForwardAnalysis<LockState>? _analysis; // null: the same everywhere
    private readonly Lazy<Dictionary<SyntaxNode, LockState>> _bySyntax;

    private HoldSets(ControlFlowGraph graph, ConcurrencyKnowledge knowledge, LockState start)
    {
        _graph = graph;
        _knowledge = knowledge;
        Start = start;
        Locks = new LockResolver(graph, knowledge);
        _variables = new LockVariables(graph);
        _unlowered = new UnloweredLocks(graph, knowledge.Locks, Locks);
        _bySyntax = new(CollectBySyntax);
        _effects = new LockEffects(graph, knowledge, Locks);
        if (_effects.Any)
        {
            _analysis = new ForwardAnalysis<LockState>(graph);
            _analysis.Run(new LockDomain(_effects, Locks, _variables), start);
        }
    }

    public LockResolver Locks { get; }

    /// <summary>What is held when the function starts: nothing, unless it is a lambda that is run at once.</summary>
    public LockState Start { get; }

    /// <summary>Whether the function takes or releases a lock itself.</summary>
    public bool TakesLocks => _analysis is not null || _unlowered.Any;

    /// <summary>What is held when it returns; null when it never does, or when it could not be found out.</summary>
    public LockState? AtExit => _analysis is null ? Start : _analysis.IsComplete ? _analysis.AtExit : null;

    /// <summary>What is held when an exception leaves it; null when none does, or when it could not be found out.</summary>
    public LockState? AtEscape => _analysis is null ? Start : _analysis.IsComplete ? _analysis.AtEscape : null;

    /// <summary>The hold sets of a whole body: a member, a local function, or a lambda by itself.</summary>
    public static HoldSets Of(ControlFlowGraph graph, ConcurrencyKnowledge knowledge) =>
        s_byGraph.GetValue(graph, key => new HoldSets(key, knowledge, LockState.Empty));

    /// <summary>The hold sets of a lambda of this function, met with a state; the first one to ask decides, and all ask here.</summary>
    public HoldSets OfLambda(IFlowAnonymousFunctionOperation lambda, LockState here)
    {
        var start = !lambda.Symbol.IsAsync && DelegateUses.Of(lambda).Kind is DelegateUseKind.Immediate ? here.AtStartOfNested() : LockState.Empty;
        return s_byGraph.GetValue(_graph.GetAnonymousFunctionControlFlowGraph(lambda), key => new HoldSets(key, _knowledge, start));
    }

    /// <summary>
    /// The locks that are held for certain just before an operation of this function or of a lambda in it. The operation
    /// may be of the graph or of the tree that the graph was made from.
    /// </summary>
    public HoldSet MustHold(IOperation operation) => StateAt(operation)?.Must ?? HoldSet.Empty;

    /// <summary>All locks that some path holds just before an operation.</summary>
    public IReadOnlyList<HeldLock> MayHold(IOperation operation) => StateAt(operation)?.Held ?? LockState.Empty.Held;

    /// <summary>
    /// Calls back for every operation that can run, in the order of evaluation, with what is held just before it and the
    /// lock that it takes or releases, if any. Lambdas are one operation here.
    /// </summary>
    public void Visit(Action<IOperation, LockState, LockEffect?> visit)
    {
        var domain = new LockDomain(_effects, Locks, _variables, (operation, state, effect) =>
            visit(operation, _unlowered.Around(operation, state), effect ?? _unlowered.TakenAt(operation)));
        foreach (var block in _graph.Blocks)
        {
            if (StateAtEntry(block) is not { } state)
            {
                continue;
            }

            foreach (var operation in block.Operations)
            {
                state = After(operation, state);
            }

            if (block.BranchValue is { } value)
            {
                After(value, state);
            }
        }

        LockState After(IOperation operation, LockState state)
        {
            if (_analysis is not null)
            {
                return domain.After(operation, state, static _ => { });
            }

            VisitUnchanged(operation, visit);
            return state;
        }
    }

    // Where nothing takes or releases a lock, the same is held everywhere.
    private void VisitUnchanged(IOperation operation, Action<IOperation, LockState, LockEffect?> visit)
    {
        if (operation is not INameOfOperation)
        {
            foreach (var child in operation.ChildOperations)
            {
                VisitUnchanged(child, visit);
            }
        }

        visit(operation, _unlowered.Around(operation, Start), _unlowered.TakenAt(operation));
    }

    private LockState? StateAtEntry(BasicBlock block) =>
        _analysis is null ? (block.IsReachable ? Start : null)
        : _analysis.IsComplete ? _analysis.AtEntry[block.Ordinal]
        : LockState.Empty;

    private LockState? StateAt(IOperation operation) => _bySyntax.Value.TryGetValue(operation.Syntax, out var state) ? state : null;

    // Operations of a graph are copies; the syntax is what they share with the operations that an analyzer sees.
    private Dictionary<SyntaxNode, LockState> CollectBySyntax()
    {
        var states = new Dictionary<SyntaxNode, LockState>();
        Collect(this);
        return states;

        void Collect(HoldSets holds) => holds.Visit((operation, state, _) =>
        {
            states[operation.Syntax] = states.TryGetValue(operation.Syntax, out var known) ? known.Join(state) : state;
            if (operation is IFlowAnonymousFunctionOperation lambda)
            {
                Collect(holds.OfLambda(lambda, state));
            }
        });
    }
}
