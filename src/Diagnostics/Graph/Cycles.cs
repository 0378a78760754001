using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>
/// Strongly connected components of the wait-for graph: R. Tarjan, "Depth-first search and linear graph algorithms",
/// SIAM J. Comput. 1(2), 1972. Without recursion: chains of tasks can be a million long.
/// </summary>
internal static class Cycles
{
    /// <summary>The groups of nodes that all wait for each other; each in the order in which they wait, beginning at the lowest node.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Find(WaitForGraph graph) => graph.KnownCycles.Value;

    /// <summary>The same, each time anew.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> SearchAll(WaitForGraph graph)
    {
        var search = new Search(graph);
        foreach (var node in Starts(graph))
        {
            search.Visit(node);
        }

        return search.Found;
    }

    /// <summary>
    /// A ring goes through a thread or a waitable, or through a task that awaits several, or it is one of tasks that each await
    /// one; no other of a million tasks needs to be begun at.
    /// </summary>
    private static IEnumerable<int> Starts(WaitForGraph graph)
    {
        var tasks = graph.Snapshot.Tasks;
        return Enumerable.Range(0, graph.FirstTask)
            .Concat(TaskLeaves.Rings(tasks).Concat(tasks.Further.Select(further => further.Row)).Select(row => graph.FirstTask + row));
    }

    private sealed class Search(WaitForGraph graph)
    {
        private readonly int[] _order = new int[graph.NodeCount];
        private readonly int[] _low = new int[graph.NodeCount];
        private readonly bool[] _onStack = new bool[graph.NodeCount];
        private readonly Stack<int> _stack = new();
        private readonly Stack<(int Node, int Next)> _path = new();
        private int _counter;

        public List<IReadOnlyList<int>> Found { get; } = [];

        public void Visit(int start)
        {
            if (_order[start] != 0)
            {
                return;
            }

            Enter(start);
            while (_path.TryPop(out var step))
            {
                var next = graph.SuccessorAt(step.Node, step.Next);
                if (next < 0)
                {
                    Leave(step.Node);
                    continue;
                }

                _path.Push((step.Node, step.Next + 1));
                if (_order[next] == 0)
                {
                    Enter(next);
                }
                else if (_onStack[next])
                {
                    _low[step.Node] = Math.Min(_low[step.Node], _order[next]);
                }
            }
        }

        private void Enter(int node)
        {
            _order[node] = _low[node] = ++_counter;
            _stack.Push(node);
            _onStack[node] = true;
            _path.Push((node, 0));
        }

        private void Leave(int node)
        {
            if (_path.TryPeek(out var parent))
            {
                _low[parent.Node] = Math.Min(_low[parent.Node], _low[node]);
            }

            if (_low[node] != _order[node])
            {
                return;
            }

            if (_stack.Peek() == node && !WaitsForItself(node))
            {
                _onStack[_stack.Pop()] = false; // it is in no ring, as nearly all are
                return;
            }

            var members = new List<int>();
            int member;
            do
            {
                member = _stack.Pop();
                _onStack[member] = false;
                members.Add(member);
            }
            while (member != node);

            Found.Add(InWaitingOrder(members));
        }

        private bool WaitsForItself(int node)
        {
            for (var i = 0; graph.SuccessorAt(node, i) is >= 0 and var next; i++)
            {
                if (next == node)
                {
                    return true;
                }
            }

            return false;
        }

        private List<int> InWaitingOrder(List<int> members)
        {
            var inside = members.ToHashSet();
            var ordered = new List<int>();
            var node = members.Min();
            while (inside.Remove(node))
            {
                ordered.Add(node);
                var next = graph.SuccessorsOf(node).FirstOrDefault(inside.Contains, -1);
                if (next < 0)
                {
                    break;
                }

                node = next;
            }

            ordered.AddRange(inside.Order());
            return ordered;
        }
    }
}
