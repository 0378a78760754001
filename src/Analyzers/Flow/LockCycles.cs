using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Finds the arrows of a lock-order graph that are part of a possible deadlock: a cycle whose arrows can all be under way
/// at once, each on its own thread. Two arrows that hold a common lock cannot (a gate lock), so they are never joined.
/// </summary>
internal sealed class LockCycles
{
    // Longer cycles are not written by people, and the search doubles with each step.
    private const int Longest = 8;
    private const int MostSteps = 20_000;

    // Of the arrows that differ only in their place the first one stands for all: a large type has thousands of places, but
    // few locks.
    private readonly Dictionary<LockIdentity, List<OrderSite>> _fromHeld = [];
    private readonly Dictionary<(Hold Held, Hold Taken, HoldSet AllHeld), IReadOnlyList<OrderSite>?> _known = [];
    private int _steps;

    public LockCycles(IReadOnlyList<OrderSite> sites)
    {
        var seen = new HashSet<(Hold, Hold, HoldSet)>();
        foreach (var site in sites.Where(site => seen.Add((site.HeldAs, site.TakenAs, site.AllHeld))))
        {
            if (!_fromHeld.TryGetValue(site.Held, out var from))
            {
                _fromHeld[site.Held] = from = [];
            }

            from.Add(site);
        }
    }

    /// <summary>The other arrows of the shortest cycle through this one, in the order of the cycle; null when there is none.</summary>
    public IReadOnlyList<OrderSite>? Through(OrderSite site)
    {
        var key = (site.HeldAs, site.TakenAs, site.AllHeld);
        if (!_known.TryGetValue(key, out var others))
        {
            _known[key] = others = Search(site);
        }

        return others;
    }

    private List<OrderSite>? Search(OrderSite site)
    {
        if (!CanReach(site.Taken, site.Held))
        {
            return null;
        }

        _steps = 0;
        var cycle = new List<OrderSite> { site };
        for (var length = 2; length <= Longest && _steps < MostSteps; length++)
        {
            if (Close(cycle, length))
            {
                cycle.RemoveAt(0);
                return cycle;
            }
        }

        return null;
    }

    private bool Close(List<OrderSite> cycle, int length)
    {
        if (!_fromHeld.TryGetValue(cycle[cycle.Count - 1].Taken, out var next))
        {
            return false;
        }

        foreach (var site in next)
        {
            var closes = site.Taken.Equals(cycle[0].Held);
            if (++_steps > MostSteps
                || closes != (cycle.Count + 1 == length)
                || site.HeldAs.Mode.Admits(cycle[cycle.Count - 1].TakenAs.Mode) // a reader in nobody's way
                || (closes && cycle[0].HeldAs.Mode.Admits(site.TakenAs.Mode))
                || HasGate(cycle, site, global: true))
            {
                continue;
            }

            cycle.Add(site);
            if (closes ? !HasInstanceGate(cycle) : Close(cycle, length))
            {
                return true;
            }

            cycle.RemoveAt(cycle.Count - 1);
        }

        return false;
    }

    // A gate of the instance keeps threads apart only when they are on one instance, and they are when a lock of the cycle
    // is of the instance too. Where all locks of the cycle are static, each thread can pass the gate of another instance.
    private static bool HasInstanceGate(List<OrderSite> cycle)
    {
        if (!cycle.Exists(static site => !site.Held.IsGlobal))
        {
            return false;
        }

        foreach (var site in cycle)
        {
            if (HasGate(cycle, site, global: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasGate(List<OrderSite> cycle, OrderSite site, bool global)
    {
        foreach (var other in cycle)
        {
            if (!ReferenceEquals(other, site) && other.AllHeld.Excludes(site.AllHeld, global))
            {
                return true;
            }
        }

        return false;
    }

    // Cheap and without gates: most arrows of most programs are on no cycle at all.
    private bool CanReach(LockIdentity from, LockIdentity to)
    {
        var seen = new HashSet<LockIdentity> { from };
        var open = new Stack<LockIdentity>(seen);
        while (open.Count > 0)
        {
            if (_fromHeld.TryGetValue(open.Pop(), out var next))
            {
                foreach (var site in next)
                {
                    if (site.Taken.Equals(to))
                    {
                        return true;
                    }

                    if (seen.Add(site.Taken))
                    {
                        open.Push(site.Taken);
                    }
                }
            }
        }

        return false;
    }
}
