namespace Unravel.Diagnostics.Launching.Checking;

/// <summary>
/// For how long each process of a tree, with all below it, has done next to nothing. A process that waits for a busy
/// child is not quiet. Output is no measure: a parent that redraws a clock writes all the time.
/// </summary>
internal sealed class QuietTimes
{
    /// <summary>Timers, heartbeats and the redrawing of a progress line cost less than this share of a processor.</summary>
    private const double Negligible = 0.02;

    /// <summary>A short burst, such as a collection, does not count as work.</summary>
    private static readonly TimeSpan s_burst = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(int Id, long StartTicks), Window> _windows = [];

    /// <summary>Takes in what the tree looks like now.</summary>
    /// <param name="now">Time since any fixed moment.</param>
    public void Update(TimeSpan now, IReadOnlyList<TreeMember> members)
    {
        var children = members.ToLookup(member => member.Parent, member => member.Id);
        foreach (var member in members)
        {
            var key = (member.Id, member.StartTicks);
            var below = new HashSet<int>(children[member.Id]);
            if (!_windows.TryGetValue(key, out var window)
                || member.Cpu - window.Cpu > Allowance(now - window.Since)
                || !below.SetEquals(window.Children))
            {
                _windows[key] = new Window(now, member.Cpu, below);
            }
        }
    }

    /// <summary>Since when a member and all below it have been quiet; <paramref name="now"/> for one that is not known yet.</summary>
    public TimeSpan QuietFor(TreeMember member, TimeSpan now, IReadOnlyList<TreeMember> members)
    {
        var children = members.ToLookup(other => other.Parent);
        var since = TimeSpan.Zero;
        var open = new Stack<TreeMember>([member]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next.Id))
            {
                continue;
            }

            var own = _windows.TryGetValue((next.Id, next.StartTicks), out var window) ? window.Since : now;
            since = own > since ? own : since;
            foreach (var child in children[next.Id])
            {
                open.Push(child);
            }
        }

        return now - since;
    }

    private static TimeSpan Allowance(TimeSpan elapsed) => s_burst + (elapsed * Negligible);

    private sealed record Window(TimeSpan Since, TimeSpan Cpu, HashSet<int> Children);
}
