using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The blocking calls of one body, nested functions included, that cannot block: their task is complete on every path
/// to them, or they are the synchronous branch of a body that serves both worlds. Found once per graph, and Roslyn
/// hands the same graph to every analyzer.
/// </summary>
internal sealed class CompletedTasks
{
    private static readonly ConditionalWeakTable<ControlFlowGraph, CompletedTasks> s_byGraph = new();

    private readonly ConcurrencyKnowledge _knowledge;
    private readonly CompletedExpressions _expressions;
    private readonly TaskConditions _conditions;
    private readonly TaskBindings _bindings;
    private readonly LambdaFacts _lambdas;
    private readonly IOperation _root;

    // Operations of a graph are copies; the syntax is what they share with the operations that an analyzer sees.
    private readonly Dictionary<SyntaxNode, bool> _harmless = [];

    private CompletedTasks(ControlFlowGraph graph, ConcurrencyKnowledge knowledge)
    {
        _knowledge = knowledge;
        _expressions = new(knowledge);
        _conditions = new(knowledge, _expressions);
        _bindings = new(knowledge, _expressions, _conditions);
        _lambdas = new(knowledge, _expressions);
        _root = graph.OriginalOperation;
        Explore(graph, TaskFacts.None);
    }

    public static CompletedTasks In(ControlFlowGraph graph, ConcurrencyKnowledge knowledge) =>
        s_byGraph.GetValue(graph, key => new CompletedTasks(key, knowledge));

    /// <summary>The call never waits.</summary>
    public bool NeverBlocks(BlockingCall call) => _harmless.TryGetValue(call.Operation.Syntax, out var harmless) && harmless;

    private void Explore(ControlFlowGraph graph, Facts atStart)
    {
        var analysis = new ForwardAnalysis<Facts>(graph);
        analysis.Run(Transfer(null), atStart);
        var recording = Transfer((operation, facts) => Record(graph, operation, facts));
        foreach (var block in graph.Blocks)
        {
            if (analysis.AtEntry[block.Ordinal] is not { } known)
            {
                continue;
            }

            var facts = analysis.IsComplete ? known : TaskFacts.None;
            foreach (var operation in block.Operations)
            {
                facts = recording.After(operation, facts, static _ => { });
            }

            if (block.BranchValue is { } value)
            {
                recording.After(value, facts, static _ => { });
            }
        }

        // A local function can be called from anywhere in its scope: nothing is known at its start, unless it is only handed on.
        foreach (var local in graph.LocalFunctions)
        {
            Explore(graph.GetLocalFunctionControlFlowGraph(local), Continuations.AtStart(local, _root, _knowledge.Tasks));
        }
    }

    private void Record(ControlFlowGraph graph, IOperation operation, Facts facts)
    {
        if (operation is IFlowAnonymousFunctionOperation lambda)
        {
            // The graph of a lambda is dear: it is made only for one that may block.
            if (!BlockingCalls.MayBeIn(lambda.Syntax))
            {
                return;
            }

            Explore(graph.GetAnonymousFunctionControlFlowGraph(lambda), _lambdas.AtStart(lambda, facts));
        }
        else if (_knowledge.Blocking.Find(operation) is { } call)
        {
            var harmless = IsHarmless(call, facts);
            _harmless[operation.Syntax] = harmless && (!_harmless.TryGetValue(operation.Syntax, out var before) || before);
        }
    }

    private bool IsHarmless(BlockingCall call, Facts facts) =>
        facts.Any(fact => fact.Kind == TaskFactKind.SwitchedToSync)
        || (call.Task is { } task && _expressions.IsCompleted(task, facts))
        || (call.Tasks is { } tasks
            && (CompletedExpressions.AreCompleted(tasks.Value, facts) || AreElementsCompleted(call.Kind, tasks, facts)));

    private bool AreElementsCompleted(BlockingKind kind, IArgumentOperation tasks, Facts facts)
    {
        var elements = tasks.SpreadElements();
        return kind == BlockingKind.WaitAll
            ? elements.Length > 0 && elements.All(task => _expressions.IsCompleted(task, facts))
            : elements.Any(task => _expressions.IsCompleted(task, facts));
    }

    private TaskTransfer Transfer(Action<IOperation, Facts>? observe) => new(_knowledge, _expressions, _bindings, _conditions, observe);
}
