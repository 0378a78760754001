using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Model;

/// <summary>Where the chains of awaits end, for all tasks in one pass.</summary>
internal static class TaskLeaves
{
    /// <summary>The row is awaited by another one alone, or leads into a ring.</summary>
    public const int None = -1;

    private const int Unknown = -2;
    private const int OnThisWalk = -3;

    private static readonly ConditionalWeakTable<int[], Lazy<Leaves>> s_known = [];

    /// <summary>
    /// For each task that no other one awaits alone the last task of its chain; itself where it awaits none. What a combination
    /// waits for begins a chain of its own.
    /// </summary>
    public static ReadOnlySpan<int> OfOutermost(TaskTable tasks) => Known(tasks).OfOutermost;

    /// <summary>For each task in how many of these chains it is the last.</summary>
    public static ReadOnlySpan<int> Calls(TaskTable tasks) => Known(tasks).Calls;

    /// <summary>One task of each ring of tasks that await one alone.</summary>
    public static IReadOnlyList<int> Rings(TaskTable tasks) => Known(tasks).Rings;

    private static Leaves Known(TaskTable tasks) =>
        s_known.GetValue(ImmutableCollectionsMarshal.AsArray(tasks.AwaitsOf)!, _ => new(() => Find(tasks))).Value;

    private static Leaves Find(TaskTable tasks)
    {
        var isAwaited = IsAwaitedAlone(tasks);
        var rings = new List<int>();
        var leaves = OfAll(tasks.AwaitsOf.AsSpan(), rings);
        var calls = new int[leaves.Length];
        for (var row = 0; row < leaves.Length; row++)
        {
            leaves[row] = isAwaited[row] ? None : leaves[row];
            if (leaves[row] >= 0)
            {
                calls[leaves[row]]++;
            }
        }

        return new Leaves(leaves, calls, rings);
    }

    /// <summary>For each task whether another one awaits it alone.</summary>
    public static bool[] IsAwaitedAlone(TaskTable tasks)
    {
        var isAwaited = new bool[tasks.Count];
        foreach (var awaited in tasks.AwaitsOf.AsSpan())
        {
            if (awaited >= 0)
            {
                isAwaited[awaited] = true;
            }
        }

        return isAwaited;
    }

    private static int[] OfAll(ReadOnlySpan<int> awaits, List<int> rings)
    {
        var leaves = new int[awaits.Length];
        Array.Fill(leaves, Unknown);
        for (var row = 0; row < leaves.Length; row++)
        {
            var at = row;
            while (leaves[at] == Unknown)
            {
                leaves[at] = awaits[at] >= 0 ? OnThisWalk : at;
                at = awaits[at] >= 0 ? awaits[at] : at;
            }

            var leaf = leaves[at];
            if (leaf == OnThisWalk)
            {
                rings.Add(at);
                leaf = None;
            }

            for (at = row; leaves[at] == OnThisWalk; at = awaits[at])
            {
                leaves[at] = leaf;
            }
        }

        return leaves;
    }

    private sealed record Leaves(int[] OfOutermost, int[] Calls, List<int> Rings);
}
