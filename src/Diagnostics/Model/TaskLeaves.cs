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

    private static readonly ConditionalWeakTable<int[], Lazy<int[]>> s_ofOutermost = [];

    /// <summary>
    /// For each task that no other one awaits alone the last task of its chain; itself where it awaits none. What a combination
    /// waits for begins a chain of its own.
    /// </summary>
    public static ReadOnlySpan<int> OfOutermost(TaskTable tasks) =>
        s_ofOutermost.GetValue(ImmutableCollectionsMarshal.AsArray(tasks.AwaitsOf)!, _ => new(() => Find(tasks))).Value;

    private static int[] Find(TaskTable tasks)
    {
        var awaits = tasks.AwaitsOf.AsSpan();
        var isAwaited = IsAwaitedAlone(tasks);
        var leaves = OfAll(awaits);
        for (var row = 0; row < leaves.Length; row++)
        {
            leaves[row] = isAwaited[row] ? None : leaves[row];
        }

        return leaves;
    }

    /// <summary>For each task whether another one awaits it.</summary>
    public static bool[] IsAwaited(TaskTable tasks)
    {
        var isAwaited = IsAwaitedAlone(tasks);
        foreach (var further in tasks.Further)
        {
            isAwaited[further.Awaits] = true;
        }

        return isAwaited;
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

    private static int[] OfAll(ReadOnlySpan<int> awaits)
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

            var leaf = leaves[at] == OnThisWalk ? None : leaves[at];
            for (at = row; leaves[at] == OnThisWalk; at = awaits[at])
            {
                leaves[at] = leaf;
            }
        }

        return leaves;
    }
}
