using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Finds locals that are not read on some path from their declaration to the end of the body. A path that ends with
/// an exception does not count. The fact about a local is that nothing is open: it has not started, or has been read.
/// </summary>
internal static class UnreadTasks
{
    public static IEnumerable<IVariableDeclaratorOperation> Of(ControlFlowGraph graph, IReadOnlyList<IVariableDeclaratorOperation> kept)
    {
        var all = ImmutableHashSet.CreateRange(Enumerable.Range(0, kept.Count));
        var analysis = new ForwardAnalysis<ImmutableHashSet<int>>(graph, new Reads(kept));
        analysis.Run(all);
        return analysis.AtExit is not { } atExit || !analysis.IsComplete ? [] : all.Except(atExit).OrderBy(index => index).Select(index => kept[index]);
    }

    private sealed class Reads(IReadOnlyList<IVariableDeclaratorOperation> kept) : IFlowDomain<ImmutableHashSet<int>>
    {
        // A must-analysis: sets only shrink.
        public ImmutableHashSet<int> Join(ImmutableHashSet<int> one, ImmutableHashSet<int> other) => one.Intersect(other);

        public bool IsSame(ImmutableHashSet<int> before, ImmutableHashSet<int> joined) => before.Count == joined.Count;

        public ImmutableHashSet<int>? When(IOperation condition, bool value, ImmutableHashSet<int> facts) => facts;

        public ImmutableHashSet<int> After(IOperation operation, ImmutableHashSet<int> facts, Action<ImmutableHashSet<int>> thrown)
        {
            if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { IsDeclaration: true } declared } declaration)
            {
                facts = After(declaration.Value, facts, thrown);
                return IndexOf(declared.Local) is { } started ? facts.Remove(started) : facts;
            }

            if (operation is ILocalReferenceOperation read)
            {
                return IndexOf(read.Local) is { } observed ? facts.Add(observed) : facts;
            }

            foreach (var child in operation.ChildOperations)
            {
                facts = After(child, facts, thrown);
            }

            if (operation is IInvocationOperation or IAwaitOperation or IObjectCreationOperation or IPropertyReferenceOperation)
            {
                thrown(facts);
            }

            return facts;
        }

        private int? IndexOf(ILocalSymbol local)
        {
            for (var index = 0; index < kept.Count; index++)
            {
                if (SymbolEqualityComparer.Default.Equals(kept[index].Symbol, local))
                {
                    return index;
                }
            }

            return null;
        }
    }
}
