using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Launching.Checking;

/// <summary>
/// A process and all below it. Who was once seen in the tree stays in it: a process whose parent ends gets another one,
/// and a hung test host may be just that.
/// </summary>
internal sealed class ProcessTree(ProcFolder proc, int root)
{
    private readonly Dictionary<int, long> _known = [];

    /// <summary>The living members, parents before their children.</summary>
    public IReadOnlyList<TreeMember> Read()
    {
        var alive = new Dictionary<int, ProcStat>();
        foreach (var id in proc.ProcessIds())
        {
            // 'Z' and 'X' have ended; nobody has asked for their exit code yet.
            if (ProcStat.Parse(proc.Read(id, "stat")) is { State: not ('Z' or 'X') } stat)
            {
                alive[id] = stat;
            }
        }

        var children = alive.ToLookup(pair => pair.Value.Parent, pair => pair.Key);
        var members = new List<TreeMember>();
        var open = new Queue<int>(_known.Keys.Where(id => alive.TryGetValue(id, out var stat) && stat.StartTicks == _known[id]).Prepend(root));
        var seen = new HashSet<int>();
        while (open.TryDequeue(out var id))
        {
            if (!alive.TryGetValue(id, out var stat) || !seen.Add(id))
            {
                continue;
            }

            _known[id] = stat.StartTicks;
            members.Add(new TreeMember(id, stat.StartTicks, stat.Parent, stat.CpuTime));
            foreach (var child in children[id])
            {
                open.Enqueue(child);
            }
        }

        return members;
    }
}
