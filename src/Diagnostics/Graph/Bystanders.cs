using System.Collections.Immutable;

namespace Unravel.Diagnostics.Graph;

/// <summary>Tells those who merely queue behind a fault from those who make it.</summary>
internal static class Bystanders
{
    /// <summary>Managed ids of the threads outside a group of nodes that wait, directly or through others, for one of its members.</summary>
    public static ImmutableArray<int> Of(WaitForGraph graph, IReadOnlyCollection<int> members)
    {
        var inside = members.ToHashSet();
        var doomed = members.ToHashSet();
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var thread in graph.Snapshot.Threads)
        {
            var start = graph.NodeOfThread(thread.Id)!.Value;
            if (inside.Contains(start))
            {
                continue;
            }

            var path = new List<int>();
            var seen = new HashSet<int>();
            var node = start;
            while (!doomed.Contains(node) && seen.Add(node) && graph.SuccessorsOf(node) is [var next, ..])
            {
                path.Add(node);
                node = next;
            }

            if (doomed.Contains(node))
            {
                doomed.UnionWith(path);
                found.Add(thread.Id);
            }
        }

        return found.ToImmutable();
    }
}
