using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>An edge from or to a node outside.</summary>
/// <param name="What">What joins them.</param>
/// <param name="InferredFrom">What this was inferred from; null when it is exact.</param>
internal readonly record struct OutsideEdge(int To, string What, string? InferredFrom);

/// <summary>
/// What is waited for beyond threads, objects and tasks: the thread pool, timers and child processes, as nodes that follow those
/// of the graph. Rings are not searched through them: a timer fires and a child ends by itself, and a pool that lacks
/// workers may get one. What is wrong with them is a verdict of its own.
/// </summary>
internal sealed class OutsideNodes
{
    private readonly WaitForGraph _graph;
    private readonly List<(PictureKind Kind, string Label)> _nodes = [];
    private readonly HashSet<int> _inContext;
    private readonly Dictionary<int, int> _children = [];
    private readonly int _pool = -1;
    private readonly int _timers = -1;

    public OutsideNodes(WaitForGraph graph)
    {
        _graph = graph;
        var snapshot = graph.Snapshot;
        _inContext = [.. snapshot.Tasks.Resumptions.Select(resumption => resumption.Row)];
        if (snapshot.Pool is { } pool)
        {
            _pool = Add(PictureKind.Pool, pool.Queued is > 0 and var queued ? $"thread pool, {queued} queued" : "thread pool");
        }

        if (snapshot.Tasks.MillisecondsLeftOf.Any(left => left >= 0))
        {
            _timers = Add(PictureKind.Timer, "timers");
        }

        foreach (var child in snapshot.Children)
        {
            _children[child.Id] = Add(PictureKind.Process, child.Name is null ? $"process {child.Id}" : $"{child.Name} ({child.Id})");
        }
    }

    public int Count => _nodes.Count;

    public (PictureKind Kind, string Label) this[int node] => _nodes[node - _graph.NodeCount];

    /// <summary>The edges of a node that have an end outside.</summary>
    public IEnumerable<OutsideEdge> From(int node) =>
        node >= _graph.NodeCount ? node == _pool ? OfPool() : []
        : _graph.ThreadAt(node) is { Wait.Process: { } id } && _children.TryGetValue(id, out var child) ? [new OutsideEdge(child, "waits for the end of", null)]
        : _graph.TaskAt(node) is { } row ? OfTask(row)
        : [];

    private IEnumerable<OutsideEdge> OfTask(int row)
    {
        var task = _graph.Snapshot.Tasks[row];
        if (_timers >= 0 && task.TimeLeft is not null)
        {
            yield return new OutsideEdge(_timers, "completed by", null);
        }

        if (_pool >= 0 && !_inContext.Contains(row))
        {
            if (task.Status == TaskStatusFlags.Queued)
            {
                yield return new OutsideEdge(_pool, "queued for", "what it awaited is done, and no context of a thread has it");
            }
            else if (task is { Shape.Kind: TaskKind.Delegate, Status: TaskStatusFlags.Pending, Awaits: < 0 } && _graph.Snapshot.Pool!.Queued > 0
                && _graph.SuccessorAt(_graph.FirstTask + row, 0) < 0)
            {
                yield return new OutsideEdge(_pool, "queued for", "no thread runs it, and work is queued");
            }
        }
    }

    private IEnumerable<OutsideEdge> OfPool()
    {
        var workers = Enumerable.Range(0, _graph.FirstWaitable).Where(node => _graph.ThreadAt(node)!.Kind == ThreadKind.Pool).ToArray();
        return _graph.Snapshot.Pool!.Queued > 0 && Array.TrueForAll(workers, node => _graph.ThreadAt(node)!.Activity != ThreadActivity.Idle)
            ? workers.Where(node => _graph.ThreadAt(node)!.Activity is ThreadActivity.Waiting or ThreadActivity.Sleeping)
                .Select(node => new OutsideEdge(node, "has no worker but", "no worker is idle, and work is queued"))
            : [];
    }

    private int Add(PictureKind kind, string label)
    {
        _nodes.Add((kind, label));
        return _graph.NodeCount + _nodes.Count - 1;
    }
}
