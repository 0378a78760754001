using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>
/// Who waits for whom, over threads, the objects they wait for, and tasks. Every edge here is exact: it is what the
/// runtime stores, not what code suggests. All run-time rules ask this graph.
/// </summary>
internal sealed class WaitForGraph
{
    private readonly Dictionary<int, int> _threadNodes;
    private readonly ImmutableArray<int>[] _successors;

    public WaitForGraph(ProcessSnapshot snapshot)
    {
        Snapshot = snapshot;
        _threadNodes = snapshot.Threads.Select((thread, index) => (thread.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        FirstWaitable = snapshot.Threads.Length;
        FirstTask = FirstWaitable + snapshot.Waitables.Length;
        _successors = new ImmutableArray<int>[FirstTask];
        for (var i = 0; i < FirstWaitable; i++)
        {
            _successors[i] = Successors(snapshot.Threads[i]);
        }

        for (var i = 0; i < snapshot.Waitables.Length; i++)
        {
            _successors[FirstWaitable + i] = snapshot.Waitables[i].Owner is { } owner && NodeOfThread(owner) is { } node ? [node] : [];
        }
    }

    public ProcessSnapshot Snapshot { get; }

    /// <summary>Nodes below are threads, in the order of the snapshot.</summary>
    public int FirstWaitable { get; }

    /// <summary>Nodes below are waitables; from here on they are tasks, by row.</summary>
    public int FirstTask { get; }

    public int NodeCount => FirstTask + Snapshot.Tasks.Count;

    public ThreadInfo? ThreadAt(int node) => node < FirstWaitable ? Snapshot.Threads[node] : null;

    public Waitable? WaitableAt(int node) => node >= FirstWaitable && node < FirstTask ? Snapshot.Waitables[node - FirstWaitable] : null;

    public int? NodeOfThread(int managedId) => _threadNodes.TryGetValue(managedId, out var node) ? node : null;

    public ThreadInfo? Thread(int managedId) => NodeOfThread(managedId) is { } node ? Snapshot.Threads[node] : null;

    /// <summary>What this node waits for.</summary>
    public ImmutableArray<int> SuccessorsOf(int node)
    {
        if (node < FirstTask)
        {
            return _successors[node];
        }

        var awaited = Snapshot.Tasks.AwaitsOf[node - FirstTask];
        return awaited < 0 ? [] : [FirstTask + awaited];
    }

    private ImmutableArray<int> Successors(ThreadInfo thread) => thread.Wait switch
    {
        { Waitable: { } waitable } => [FirstWaitable + waitable],
        { Task: { } task } => [FirstTask + task],
        { Thread: { } joined } when NodeOfThread(joined) is { } node => [node],
        _ => [],
    };
}
