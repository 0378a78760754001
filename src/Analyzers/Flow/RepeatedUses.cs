using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Facts = System.Collections.Immutable.ImmutableHashSet<Microsoft.CodeAnalysis.ISymbol>;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Uses of a variable's value that come after another use of the same value on every path, or that a loop repeats. A
/// new value ends the count. A use that is only repeated on some paths is not named: the paths may exclude each other.
/// </summary>
/// <param name="use">The variable whose value an operation uses up, or null.</param>
internal sealed class RepeatedUses(Func<IOperation, ISymbol?> use)
{
    private readonly ConditionalWeakTable<ControlFlowGraph, HashSet<SyntaxNode>> _byGraph = new();

    public bool Includes(IOperation operation, ControlFlowGraph graph) =>
        use(operation) is { } variable && (InLoop(operation, variable) || _byGraph.GetValue(graph, Explore).Contains(operation.Syntax));

    private HashSet<SyntaxNode> Explore(ControlFlowGraph graph)
    {
        var repeated = new HashSet<SyntaxNode>();
        Explore(graph, repeated);
        return repeated;
    }

    private void Explore(ControlFlowGraph graph, HashSet<SyntaxNode> repeated)
    {
        var analysis = new ForwardAnalysis<Facts>(graph);
        analysis.Run(new Transfer(use, null), ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));
        if (!analysis.IsComplete)
        {
            return;
        }

        var atEntry = analysis.AtEntry;
        var recording = new Transfer(use, repeated);
        foreach (var block in graph.Blocks)
        {
            if (atEntry[block.Ordinal] is not { } facts)
            {
                continue;
            }

            foreach (var operation in block.Operations)
            {
                facts = recording.After(operation, facts, static _ => { });
                ExploreLambdas(graph, operation, repeated);
            }

            if (block.BranchValue is { } value)
            {
                recording.After(value, facts, static _ => { });
                ExploreLambdas(graph, value, repeated);
            }
        }

        foreach (var local in graph.LocalFunctions)
        {
            Explore(graph.GetLocalFunctionControlFlowGraph(local), repeated);
        }
    }

    private void ExploreLambdas(ControlFlowGraph graph, IOperation operation, HashSet<SyntaxNode> repeated)
    {
        foreach (var lambda in operation.DescendantsAndSelf().OfType<IFlowAnonymousFunctionOperation>())
        {
            Explore(graph.GetAnonymousFunctionControlFlowGraph(lambda), repeated);
        }
    }

    /// <summary>A loop comes to the use in each round, nothing can leave the loop early, and the value comes from before it.</summary>
    private static bool InLoop(IOperation operation, ISymbol variable)
    {
        var inner = operation;
        for (var current = operation.Parent; current is not null; (inner, current) = (current, current.Parent))
        {
            switch (current)
            {
                case ILoopOperation loop:
                    return loop.Body == inner
                        && !variable.DeclaringSyntaxReferences.Any(declaration => loop.Syntax.Span.Contains(declaration.Span))
                        && !loop.OwnDescendants().Any(part => IsWayOut(part) || Writes(part, variable));
                case IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation:
                case IConditionalOperation conditional when conditional.Condition != inner:
                case ISwitchCaseOperation or ISwitchExpressionArmOperation or ICoalesceOperation or IConditionalAccessOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary when binary.RightOperand == inner:
                    return false;
            }
        }

        return false;
    }

    private static bool IsWayOut(IOperation operation) =>
        operation is IReturnOperation { Kind: not OperationKind.YieldReturn } or IThrowOperation or IBranchOperation;

    private static bool Writes(IOperation operation, ISymbol variable) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target.Mentions(variable),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value.Mentions(variable),
        _ => false,
    };

    private sealed class Transfer(Func<IOperation, ISymbol?> use, HashSet<SyntaxNode>? repeated) : IFlowDomain<Facts>
    {
        // A must-analysis: sets only shrink.
        public Facts Join(Facts one, Facts other) => one.Intersect(other);

        public bool IsSame(Facts before, Facts joined) => before.Count == joined.Count;

        public Facts After(IOperation operation, Facts facts, Action<Facts> thrown)
        {
            if (operation is not IFlowAnonymousFunctionOperation)
            {
                foreach (var child in operation.ChildOperations)
                {
                    facts = After(child, facts, thrown);
                }
            }

            if (use(operation) is { } variable)
            {
                if (facts.Contains(variable))
                {
                    repeated?.Add(operation.Syntax);
                }

                facts = facts.Add(variable);
            }
            else if (operation is IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IPropertyReferenceOperation)
            {
                thrown(facts);
            }

            switch (operation)
            {
                case IDeconstructionAssignmentOperation deconstruction:
                    return facts.Except(facts.Where(deconstruction.Target.Mentions));
                case IAssignmentOperation assignment when assignment.Target.Variable() is { } target:
                    return facts.Remove(target);
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when argument.Value.Variable() is { } target:
                    return facts.Remove(target);
                default:
                    return facts;
            }
        }

        public Facts? When(IOperation condition, bool value, Facts facts) => facts;
    }
}
