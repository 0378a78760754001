using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules;

/// <summary>What a ring of the wait-for graph is made of, which decides whose fault it is: each ring is reported by one rule.</summary>
internal static class Rings
{
    /// <summary>A class or a Lazy that cannot be initialised because of its own initialisation.</summary>
    public static bool IsOfInitialisation(WaitForGraph graph, IReadOnlyList<int> ring) =>
        LocksOf(graph, ring).Any(waitable => waitable.Kind is WaitableKind.Lazy or WaitableKind.TypeInitializer);

    /// <summary>One lock, and every thread of the ring waits for it while holding it: nobody else is needed for this deadlock.</summary>
    public static bool IsOfOneLock(WaitForGraph graph, IReadOnlyList<int> ring) =>
        LocksOf(graph, ring) is [var only]
        && ring.Select(graph.ThreadAt).OfType<ThreadInfo>().ToArray() is { Length: > 0 } threads
        && threads.Length == ring.Count - 1
        && threads.All(thread => IsHeldBy(only, thread.Id));

    /// <summary>The locks that the ring goes through, each once, in the order of the ring.</summary>
    public static Waitable[] LocksOf(WaitForGraph graph, IReadOnlyList<int> ring) =>
    [
        .. ring.Select(node => graph.WaitableAt(node)
                ?? (graph.ThreadAt(node)?.Wait?.Waitable is { } wanted ? graph.Snapshot.Waitables[wanted] : null))
            .OfType<Waitable>()
            .DistinctBy(waitable => waitable.Address),
    ];

    /// <summary>What the first inferred step of the ring was inferred from; null when every step is exact.</summary>
    public static string? InferredFrom(WaitForGraph graph, IReadOnlyList<int> ring)
    {
        foreach (var from in ring)
        {
            foreach (var to in graph.SuccessorsOf(from))
            {
                if (ring.Contains(to) && graph.InferredFrom(from, to) is { } reason)
                {
                    return reason;
                }
            }
        }

        return null;
    }

    private static bool IsHeldBy(Waitable waitable, int thread) =>
        waitable.Owner == thread || waitable.Holders.Any(holder => holder.Thread == thread);
}
