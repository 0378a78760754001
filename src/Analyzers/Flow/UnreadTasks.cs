using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Tells whether a local is not read on some path from its declaration to the end of the body. A path that ends with
/// an exception does not count. The fact about the local is that nothing is open: it has not started, or has been read.
/// </summary>
internal static class UnreadTasks
{
    private static readonly object s_open = new();
    private static readonly object s_nothingOpen = new();

    public static bool IsUnread(ControlFlowGraph graph, ILocalSymbol local)
    {
        var analysis = new ForwardAnalysis<object>(graph);
        analysis.Run(new Reads(local), s_nothingOpen);
        return analysis.IsComplete && analysis.AtExit == s_open;
    }

    private sealed class Reads(ILocalSymbol local) : IFlowDomain<object>
    {
        // A must-analysis: open on one path is open.
        public object Join(object one, object other) => one == s_open ? one : other;

        public bool IsSame(object before, object joined) => before == joined;

        public object? When(IOperation condition, bool value, object facts) => facts;

        public object After(IOperation operation, object facts, Action<object> thrown)
        {
            if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { IsDeclaration: true } declared } declaration)
            {
                facts = After(declaration.Value, facts, thrown);
                return Is(declared.Local) ? s_open : facts;
            }

            if (operation is ILocalReferenceOperation read)
            {
                return Is(read.Local) ? s_nothingOpen : facts;
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

        private bool Is(ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(other, local);
    }
}
