using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>
/// Who waits for whom, over threads, the objects they wait for, and tasks. An edge is exact, what the runtime stores, unless
/// <see cref="InferredFrom"/> says what suggests it. All run-time rules ask this graph.
/// </summary>
internal sealed class WaitForGraph
{
    private readonly Dictionary<int, int> _threadNodes;
    private readonly ImmutableArray<int>[] _successors;
    private readonly Dictionary<(int From, int To), string> _inferred = [];
    private readonly ILookup<int, int> _further;

    /// <summary>The thread that runs a task's delegate, by row.</summary>
    private readonly Dictionary<int, int> _runners;

    /// <summary>Readers stand in nobody's way but a writer's; behind a writer that waits, everybody waits.</summary>
    private readonly HashSet<int> _wantedForWriting;

    public WaitForGraph(ProcessSnapshot snapshot)
    {
        Snapshot = snapshot;
        KnownCycles = new Lazy<IReadOnlyList<IReadOnlyList<int>>>(() => Cycles.SearchAll(this));
        _threadNodes = snapshot.Threads.Select((thread, index) => (thread.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        FirstWaitable = snapshot.Threads.Length;
        _wantedForWriting =
        [
            .. snapshot.Threads.Where(thread => thread.Wait is { Mode: LockMode.Write, Waitable: not null })
                .Select(thread => thread.Wait!.Waitable!.Value),
        ];
        _runners = snapshot.Threads.SelectMany((thread, index) => thread.Runs.Select(row => (row, index)))
            .GroupBy(pair => pair.row)
            .ToDictionary(group => group.Key, group => group.First().index);
        FirstTask = FirstWaitable + snapshot.Waitables.Length;
        _successors = new ImmutableArray<int>[FirstTask];
        for (var i = 0; i < FirstWaitable; i++)
        {
            _successors[i] = Successors(snapshot.Threads[i]);
            if (snapshot.Threads[i].Wait?.InferredFrom is { } reason)
            {
                foreach (var to in _successors[i])
                {
                    _inferred[(i, to)] = reason;
                }
            }
        }

        for (var i = 0; i < snapshot.Waitables.Length; i++)
        {
            _successors[FirstWaitable + i] = Successors(FirstWaitable + i, snapshot.Waitables[i]);
        }

        _further = snapshot.Tasks.Further.ToLookup(further => further.Row, further => FirstTask + further.Awaits);
    }

    public ProcessSnapshot Snapshot { get; }

    /// <summary>The cycles, once somebody has asked for them: several rules do, and a million tasks take a while.</summary>
    public Lazy<IReadOnlyList<IReadOnlyList<int>>> KnownCycles { get; }

    /// <summary>Nodes below are threads, in the order of the snapshot.</summary>
    public int FirstWaitable { get; }

    /// <summary>Nodes below are waitables; from here on they are tasks, by row.</summary>
    public int FirstTask { get; }

    public int NodeCount => FirstTask + Snapshot.Tasks.Count;

    public ThreadInfo? ThreadAt(int node) => node < FirstWaitable ? Snapshot.Threads[node] : null;

    public Waitable? WaitableAt(int node) => node >= FirstWaitable && node < FirstTask ? Snapshot.Waitables[node - FirstWaitable] : null;

    /// <summary>Row of the task at a node; null for other nodes.</summary>
    public int? TaskAt(int node) => node >= FirstTask ? node - FirstTask : null;

    public int? NodeOfThread(int managedId) => _threadNodes.TryGetValue(managedId, out var node) ? node : null;

    public ThreadInfo? Thread(int managedId) => NodeOfThread(managedId) is { } node ? Snapshot.Threads[node] : null;

    /// <summary>What an edge was inferred from; null when it is exact.</summary>
    public string? InferredFrom(int from, int to) => _inferred.GetValueOrDefault((from, to));

    /// <summary>What this node waits for: of a waitable, who holds it.</summary>
    public ImmutableArray<int> SuccessorsOf(int node)
    {
        if (node < FirstTask)
        {
            return _successors[node];
        }

        var task = Snapshot.Tasks[node - FirstTask];
        return task.Awaits >= 0 ? [FirstTask + task.Awaits, .. _further[node - FirstTask]]
            : task.WaitsFor >= 0 ? [FirstWaitable + task.WaitsFor]
            : _runners.TryGetValue(node - FirstTask, out var runner) ? [runner]
            : [];
    }

    /// <summary>The successor of that number; -1 when there are not so many. Allocates nothing: a search goes through millions.</summary>
    public int SuccessorAt(int node, int index)
    {
        if (node < FirstTask)
        {
            return index < _successors[node].Length ? _successors[node][index] : -1;
        }

        var row = node - FirstTask;
        var tasks = Snapshot.Tasks;
        return tasks.AwaitsOf[row] is >= 0 and var awaited ? index == 0 ? FirstTask + awaited : FurtherAt(row, index - 1)
            : index > 0 ? -1
            : tasks[row].WaitsFor is >= 0 and var waitable ? FirstWaitable + waitable
            : _runners.TryGetValue(row, out var runner) ? runner
            : -1;
    }

    private int FurtherAt(int row, int index)
    {
        if (!Snapshot.Tasks.Further.IsEmpty)
        {
            foreach (var node in _further[row])
            {
                if (index-- == 0)
                {
                    return node;
                }
            }
        }

        return -1;
    }

    private ImmutableArray<int> Successors(int node, Waitable waitable)
    {
        var holders = ImmutableArray.CreateBuilder<int>();
        if (waitable.Owner is { } owner && NodeOfThread(owner) is { } thread)
        {
            holders.Add(thread);
        }

        foreach (var holder in waitable.Holders)
        {
            if (holder.Mode == LockMode.Read && !_wantedForWriting.Contains(node - FirstWaitable))
            {
                continue;
            }

            if ((holder.Task is { } row ? FirstTask + row : NodeOfThread(holder.Thread ?? 0)) is { } to)
            {
                holders.Add(to);
                if (holder.InferredFrom is { } reason)
                {
                    _inferred[(node, to)] = reason;
                }
            }
        }

        return holders.ToImmutable();
    }

    /// <summary>Of objects that are waited for together no owner is stored: no ring goes through them, whether one or all are needed.</summary>
    private ImmutableArray<int> Successors(ThreadInfo thread) => thread.Wait switch
    {
        { Waitable: { } waitable, Mode: LockMode.Write } when LockNaming.ModeOf(Snapshot.Waitables[waitable], thread.Id) == LockMode.Upgradeable =>
            OtherReaders(Snapshot.Waitables[waitable], thread.Id),
        { Waitable: { } waitable } => IsOwnLock(thread, Snapshot.Waitables[waitable]) ? [] : [FirstWaitable + waitable],
        { Task: { } task } => [FirstTask + task],
        { Several: { IsEmpty: false } several } => [.. several.Select(index => FirstWaitable + index)],
        { Thread: { } joined } when NodeOfThread(joined) is { } node => [node],
        _ => [],
    };

    /// <summary>Who may upgrade waits for the other readers alone, not for the lock that it holds itself.</summary>
    private ImmutableArray<int> OtherReaders(Waitable waitable, int thread) =>
    [
        .. waitable.Holders.Where(holder => holder.Mode == LockMode.Read && holder.Thread != thread)
            .Select(holder => NodeOfThread(holder.Thread ?? 0))
            .OfType<int>(),
    ];

    /// <summary>Monitor and Lock let their owner in again: a thread seen in the wait for its own has it already and is on its way out.</summary>
    private static bool IsOwnLock(ThreadInfo thread, Waitable waitable) =>
        waitable.Owner == thread.Id && waitable.Kind is (WaitableKind.Monitor or WaitableKind.Lock);
}
