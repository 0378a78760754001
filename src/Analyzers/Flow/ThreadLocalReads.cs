using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.ThreadLocalFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>A value that the thread keeps, where it was set, and whether an await came after that.</summary>
internal sealed record ThreadLocalFact(ISymbol Variable, SyntaxNode Write, bool Awaited);

/// <summary>Reads of thread-static fields and thread-local values that some path reaches after a write and an await.</summary>
internal sealed class ThreadLocalReads
{
    private readonly ConditionalWeakTable<ControlFlowGraph, Dictionary<SyntaxNode, SyntaxNode>> _byGraph = new();

    /// <summary>Where the value that is read here was set before an await; null when it was not.</summary>
    public SyntaxNode? WriteBefore(IOperation read, ControlFlowGraph graph) =>
        _byGraph.GetValue(graph, Explore).TryGetValue(read.Syntax, out var write) ? write : null;

    /// <summary>The thread-static field, or the variable with the ThreadLocal, that an operation reads or writes; null otherwise.</summary>
    public static ISymbol? Variable(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true } field } when IsThreadStatic(field) => field,
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { Name: "ThreadLocal", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } } } property =>
            property.Instance.Variable(),
        _ => null,
    };

    private static bool IsThreadStatic(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ThreadStaticAttribute", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<SyntaxNode, SyntaxNode> Explore(ControlFlowGraph graph)
    {
        var found = new Dictionary<SyntaxNode, SyntaxNode>();
        Explore(graph, found);
        return found;
    }

    private static void Explore(ControlFlowGraph graph, Dictionary<SyntaxNode, SyntaxNode> found)
    {
        var analysis = new ForwardAnalysis<Facts>(graph);
        analysis.Run(new Transfer(null), ImmutableHashSet<ThreadLocalFact>.Empty);
        if (!analysis.IsComplete)
        {
            return;
        }

        var recording = new Transfer(found);
        foreach (var block in graph.Blocks)
        {
            if (analysis.AtEntry[block.Ordinal] is not { } facts)
            {
                continue;
            }

            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                facts = recording.After(operation, facts, static _ => { });
                foreach (var lambda in operation.DescendantsAndSelf().OfType<IFlowAnonymousFunctionOperation>())
                {
                    Explore(graph.GetAnonymousFunctionControlFlowGraph(lambda), found);
                }
            }
        }

        foreach (var local in graph.LocalFunctions)
        {
            Explore(graph.GetLocalFunctionControlFlowGraph(local), found);
        }
    }

    private sealed class Transfer(Dictionary<SyntaxNode, SyntaxNode>? found) : IFlowDomain<Facts>
    {
        public Facts Join(Facts one, Facts other) => one.Union(other);

        public bool IsSame(Facts before, Facts joined) => before.Count == joined.Count;

        public Facts? When(IOperation condition, bool value, Facts state) => state;

        public Facts After(IOperation operation, Facts state, Action<Facts> thrown)
        {
            if (operation is not IFlowAnonymousFunctionOperation)
            {
                foreach (var child in operation.ChildOperations)
                {
                    state = After(child, state, thrown);
                }
            }

            switch (operation)
            {
                case IAwaitOperation:
                    state = state.Select(static fact => fact with { Awaited = true }).ToImmutableHashSet();
                    thrown(state);
                    return state;
                case IInvocationOperation or IObjectCreationOperation:
                    thrown(state);
                    return state;
                case ISimpleAssignmentOperation { Target: var target, Value: var value } when Variable(target) is { } variable:
                    state = Without(state, variable);
                    return value.Unwrapped() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } } ? state : state.Add(new(variable, operation.Syntax, false));
                case IIncrementOrDecrementOperation or ICompoundAssignmentOperation when operation.ChildOperations.FirstOrDefault() is { } changed && Variable(changed) is { } counter:
                    return Without(state, counter).Add(new(counter, operation.Syntax, false));
                default:
                    if (found is not null && Variable(operation) is { } read && !IsPlainTarget(operation) && !AsksForNull(operation.Syntax))
                    {
                        foreach (var fact in state)
                        {
                            if (fact.Awaited && SymbolEqualityComparer.Default.Equals(fact.Variable, read))
                            {
                                found[operation.Syntax] = fact.Write;
                            }
                        }
                    }

                    return state;
            }
        }

        private static Facts Without(Facts state, ISymbol variable) =>
            state.Except(state.Where(fact => SymbolEqualityComparer.Default.Equals(fact.Variable, variable)));

        private static bool IsPlainTarget(IOperation operation) => operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;

        // A cache of each thread: what is missing is made anew.
        private static bool AsksForNull(SyntaxNode read) => read.Parent switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } => true,
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.CoalesceExpression) || binary.Right.IsKind(SyntaxKind.NullLiteralExpression),
            IsPatternExpressionSyntax => true,
            _ => false,
        };
    }
}
