using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Graph;

/// <summary>
/// Makes the picture of a wait-for graph: what waits for the same thing in the same way is one node, unless it is part of a
/// cycle or somebody waits for it by itself.
/// </summary>
internal sealed class WaitPictures
{
    private const int MaxNodes = 250;

    private readonly WaitForGraph _graph;
    private readonly OutsideNodes _outside;
    private readonly HashSet<int> _inCycle;
    private readonly int[] _group;
    private readonly Dictionary<(PictureKind Kind, string Text, string To), int> _groups = [];
    private readonly List<List<int>> _members = [];

    private WaitPictures(WaitForGraph graph)
    {
        _graph = graph;
        _inCycle = [.. Cycles.Find(graph).SelectMany(cycle => cycle)];
        _outside = new OutsideNodes(graph);
        _group = new int[graph.NodeCount + _outside.Count];
        Array.Fill(_group, -1);
    }

    public static WaitPicture Of(ProcessSnapshot snapshot) => new WaitPictures(new WaitForGraph(snapshot)).Draw();

    private WaitPicture Draw()
    {
        var wanted = new bool[_group.Length];
        for (var node = 0; node < _group.Length; node++)
        {
            if (_graph.ThreadAt(node) is { Kind: ThreadKind.Runtime or ThreadKind.Timer } or { Activity: ThreadActivity.Idle })
            {
                continue; // they wait for work, always
            }

            foreach (var to in SuccessorsOf(node))
            {
                wanted[node] = wanted[to] = true;
            }
        }

        // First those outside: a ring goes through the pool, whose workers wait for what is queued for it.
        for (var node = _graph.NodeCount; node < _group.Length; node++)
        {
            if (wanted[node])
            {
                _group[node] = GroupOf(node);
            }
        }

        for (var node = 0; node < _graph.NodeCount; node++)
        {
            if (wanted[node])
            {
                Assign(node);
            }
        }

        // Cycles first, then what stands for most.
        var drawn = Enumerable.Range(0, _members.Count)
            .OrderByDescending(group => _inCycle.Contains(_members[group][0]))
            .ThenByDescending(group => _members[group].Count)
            .ThenBy(group => _members[group][0])
            .Take(MaxNodes)
            .ToHashSet();
        return new WaitPicture([.. drawn.Order().Select(Node)], [.. drawn.SelectMany(Edges).Where(edge => drawn.Contains(edge.To)).DistinctBy(edge => (edge.From, edge.To))])
        {
            NotDrawn = Enumerable.Range(0, _members.Count).Where(group => !drawn.Contains(group)).Sum(group => _members[group].Count),
        };
    }

    /// <summary>Gives a node its group after what it waits for has one; chains can be a million long, so without recursion.</summary>
    private void Assign(int start)
    {
        var path = new Stack<int>();
        path.Push(start);
        while (path.TryPeek(out var node))
        {
            if (_group[node] >= 0)
            {
                path.Pop();
                continue;
            }

            var open = _inCycle.Contains(node) ? -1 : SuccessorsOf(node).FirstOrDefault(to => _group[to] < 0, -1);
            if (open >= 0)
            {
                path.Push(open);
                continue;
            }

            path.Pop();
            _group[node] = GroupOf(node);
        }
    }

    private int GroupOf(int node)
    {
        var isAlone = node >= _graph.NodeCount || _inCycle.Contains(node) || _graph.WaitableAt(node) is not null || _graph.ThreadAt(node) is { Holds.IsEmpty: false };
        var key = (KindOf(node), isAlone ? $"#{node}" : Text(node), isAlone ? "" : string.Join(',', SuccessorsOf(node).Select(to => _group[to]).Distinct().Order()));
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups.Add(key, group = _members.Count);
            _members.Add([]);
        }

        _members[group].Add(node);
        return group;
    }

    private PictureNode Node(int group)
    {
        var (members, first) = (_members[group], _members[group][0]);
        var label = _graph.ThreadAt(first) is { } thread ? members.Count == 1 ? ThreadNaming.Of(thread) : thread.Kind == ThreadKind.Pool ? "pool workers" : "threads"
            : _graph.WaitableAt(first) is { } waitable ? LockNaming.Wanted(waitable, null)
            : first >= _graph.NodeCount ? _outside[first].Label
            : Task(first).Shape.Name;
        return new PictureNode(group, KindOf(first), label, members.Count, _inCycle.Contains(first))
        {
            Threads = [.. members.Select(_graph.ThreadAt).OfType<ThreadInfo>().Select(item => item.Id)],
            Waitable = _graph.WaitableAt(first) is null ? null : first - _graph.FirstWaitable,
            Place = PlaceOf(first),
        };
    }

    private IEnumerable<PictureEdge> Edges(int group)
    {
        foreach (var from in _members[group])
        {
            foreach (var to in InsideOf(from).Where(to => _group[to] >= 0))
            {
                yield return new PictureEdge(group, _group[to], What(from, to), _inCycle.Contains(from) && _inCycle.Contains(to), _graph.InferredFrom(from, to));
            }

            foreach (var edge in _outside.From(from).Where(edge => _group[edge.To] >= 0))
            {
                yield return new PictureEdge(group, _group[edge.To], edge.What, false, edge.InferredFrom);
            }
        }
    }

    private ImmutableArray<int> InsideOf(int node) => node < _graph.NodeCount ? _graph.SuccessorsOf(node) : [];

    private IEnumerable<int> SuccessorsOf(int node) => InsideOf(node).Concat(_outside.From(node).Select(edge => edge.To));

    private string What(int from, int to) => (KindOf(from), KindOf(to)) switch
    {
        (PictureKind.Waitable, _) => "held by",
        (PictureKind.Task, PictureKind.Task) => "awaits",
        (PictureKind.Task, PictureKind.Thread) => "run by",
        (PictureKind.Thread, PictureKind.Task) => "blocks on",
        _ => "waits for",
    };

    private PictureKind KindOf(int node) =>
        node >= _graph.NodeCount ? _outside[node].Kind : node < _graph.FirstWaitable ? PictureKind.Thread : node < _graph.FirstTask ? PictureKind.Waitable : PictureKind.Task;

    private TaskInfo Task(int node) => _graph.Snapshot.Tasks[node - _graph.FirstTask];

    private string Text(int node) => _graph.ThreadAt(node) is { } thread
        ? $"{thread.Kind} {PlaceOf(node)}"
        : $"{Task(node).Shape.Name} {Task(node).Line} {Task(node).Status}";

    private string? PlaceOf(int node)
    {
        if (_graph.ThreadAt(node) is { } thread)
        {
            var frame = thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : thread.Frames.FirstOrDefault(item => !item.IsFramework);
            return frame is null ? null : frame.Line is { } line ? $"{frame.Method}  {line}" : frame.Method;
        }

        return node < _graph.FirstTask || node >= _graph.NodeCount ? null : Task(node).Line?.ToString();
    }
}
