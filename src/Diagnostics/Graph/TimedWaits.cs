namespace Unravel.Diagnostics.Graph;

/// <summary>Tells waits that a timer will end from those that only others can end.</summary>
internal static class TimedWaits
{
    /// <summary>Whether a ring comes apart by itself: one of its tasks waits with a time limit.</summary>
    public static bool AreIn(WaitForGraph graph, IEnumerable<int> ring) =>
        ring.Any(node => graph.TaskAt(node) is { } row && graph.Snapshot.Tasks[row].TimeLeft is not null);
}
