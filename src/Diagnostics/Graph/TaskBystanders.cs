using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>Counts the chains of awaits outside a group of nodes that wait for one of its members.</summary>
internal static class TaskBystanders
{
    /// <summary>A line for a finding; null when nobody queues.</summary>
    public static Evidence? Describe(WaitForGraph graph, IReadOnlyCollection<int> members) => Count(graph, members) switch
    {
        0 => null,
        1 => new Evidence("1 more async call queues behind and is no part of it"),
        var many => new Evidence($"{many} more async calls queue behind and are no part of it"),
    };

    /// <summary>How many outermost async calls queue behind the members; those that merely await a member's task are its callers.</summary>
    public static int Count(WaitForGraph graph, IReadOnlyCollection<int> members)
    {
        var tasks = graph.Snapshot.Tasks;
        var isAwaited = new bool[tasks.Count];
        foreach (var awaited in tasks.AwaitsOf.Where(awaited => awaited >= 0))
        {
            isAwaited[awaited] = true;
        }

        var ring = members.ToHashSet();
        var count = 0;
        for (var row = 0; row < tasks.Count; row++)
        {
            if (!isAwaited[row] && !ring.Contains(graph.FirstTask + row) && EndsAtALockOf(graph, row, ring))
            {
                count++;
            }
        }

        return count;
    }

    private static bool EndsAtALockOf(WaitForGraph graph, int row, HashSet<int> ring)
    {
        var seen = new HashSet<int>();
        var node = graph.FirstTask + row;
        while (seen.Add(node))
        {
            if (ring.Contains(node))
            {
                return graph.WaitableAt(node) is not null;
            }

            if (graph.SuccessorsOf(node) is not [var next, ..])
            {
                return false;
            }

            node = next;
        }

        return false;
    }
}
