using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>
/// The tasks that certainly lead into no ring: their chain of awaits, each of one task, ends in a task that waits for nothing
/// known. Nearly all of a million are such; what is left is worth a search.
/// </summary>
internal static class Ringless
{
    private const byte Unknown = 0;
    private const byte OnThisWalk = 1;
    private const byte Ends = 2;
    private const byte MayBeInARing = 3;

    /// <param name="isLeaf">Whether a task that awaits none waits for nothing else either.</param>
    /// <returns>For each row whether it needs no search.</returns>
    public static bool[] Of(TaskTable tasks, Func<int, bool> isLeaf)
    {
        var awaits = tasks.AwaitsOf.AsSpan();
        var states = new byte[awaits.Length];
        foreach (var further in tasks.Further)
        {
            states[further.Row] = MayBeInARing; // it awaits several
        }

        for (var row = 0; row < states.Length; row++)
        {
            var at = row;
            while (states[at] == Unknown)
            {
                states[at] = awaits[at] >= 0 ? OnThisWalk : isLeaf(at) ? Ends : MayBeInARing;
                at = awaits[at] >= 0 ? awaits[at] : at;
            }

            var verdict = states[at] == Ends ? Ends : MayBeInARing;
            for (at = row; states[at] == OnThisWalk; at = awaits[at])
            {
                states[at] = verdict;
            }
        }

        return Array.ConvertAll(states, static state => state == Ends);
    }
}
