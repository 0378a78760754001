using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Model;

/// <summary>
/// Gives equal chains equal numbers: a chain is its first step and the number of the rest. The columns of the table are enough,
/// so that it can be done while the worker still looks for names.
/// </summary>
internal sealed class ChainNumbers
{
    private const int RecentSteps = 1 << 10;

    private static readonly ConditionalWeakTable<int[], Lazy<ChainNumbers>> s_byColumn = [];

    private readonly TaskTable _tasks;

    private readonly Dictionary<Step, int> _numbers = [];
    private readonly int[] _known;
    private readonly List<bool> _isQueued = [false];

    /// <summary>Steps that came by lately with their numbers, by a hash: nearly all of a million tasks are like one before.</summary>
    private readonly (Step Step, int Number)[] _recent = new (Step, int)[RecentSteps];

    private readonly List<int> _outermost = [];
    private int[] _path = new int[64];

    private ChainNumbers(TaskTable tasks)
    {
        _tasks = tasks;
        _known = new int[tasks.Count];
        var isAwaited = TaskLeaves.IsAwaitedAlone(tasks);
        for (var row = 0; row < tasks.Count; row++)
        {
            if (!isAwaited[row])
            {
                _outermost.Add(row);
                Number(row);
            }
        }

        // What no chain came by is a ring that nobody outside awaits: it has no outermost task and begins at its first row.
        for (var row = 0; row < tasks.Count; row++)
        {
            if (_known[row] == 0)
            {
                _outermost.Add(row);
                Number(row);
            }
        }
    }

    /// <summary>The numbers of a table; those of its columns are made once.</summary>
    public static ChainNumbers For(TaskTable tasks)
    {
        var known = s_byColumn.GetValue(ImmutableCollectionsMarshal.AsArray(tasks.AwaitsOf)!, _ => new(() => new ChainNumbers(tasks))).Value;
        return known._tasks.HasColumnsOf(tasks) ? known : new ChainNumbers(tasks);
    }

    /// <summary>The rows at which chains begin: that no other one awaits alone, and one of each ring that nobody outside awaits.</summary>
    public IReadOnlyList<int> Outermost => _outermost;

    /// <summary>All numbers are below.</summary>
    public int Count => _isQueued.Count;

    /// <summary>The number of the chain that begins at a row.</summary>
    public int Of(int row) => _known[row];

    /// <summary>Whether the last task of the chains of this number is queued.</summary>
    public bool IsQueued(int number) => _isQueued[number];

    private void Number(int row)
    {
        // Down to the first task whose number is known, then back up; a cycle ends where it closes.
        var awaits = _tasks.AwaitsOf.AsSpan();
        var depth = 0;
        for (var at = row; at >= 0 && _known[at] == 0; at = awaits[at])
        {
            _known[at] = -1;
            if (depth == _path.Length)
            {
                Array.Resize(ref _path, depth * 2);
            }

            _path[depth++] = at;
        }

        while (depth > 0)
        {
            var at = _path[--depth];
            var rest = awaits[at] < 0 ? 0 : Math.Max(0, _known[awaits[at]]);
            _known[at] = NumberOf(new Step(_tasks.ShapeOf[at], _tasks.StateOf[at], _tasks.StatusOf[at], _tasks[at].WaitsFor, rest));
        }
    }

    private int NumberOf(Step step)
    {
        ref var recent = ref _recent[step.Hash & (RecentSteps - 1)];
        if (recent.Number == 0 || !recent.Step.Equals(step))
        {
            if (!_numbers.TryGetValue(step, out var number))
            {
                _numbers.Add(step, number = _numbers.Count + 1);
                _isQueued.Add(step.Rest == 0 ? step.Status == TaskStatusFlags.Queued : _isQueued[step.Rest]);
            }

            recent = (step, number);
        }

        return recent.Number;
    }

    /// <summary>A task of a chain, and the number of what follows it.</summary>
    private readonly struct Step(int shape, int state, TaskStatusFlags status, int waitsFor, int rest) : IEquatable<Step>
    {
        public TaskStatusFlags Status => status;

        public int Rest => rest;

        public int Hash => (shape * 31) + (state * 7) + (waitsFor * 13) + (rest * 131) + (int)status;

        // Fields are captured parameters; compared by hand, because this runs once a task.
        public bool Equals(Step other) =>
            shape == other.Shape && state == other.State && status == other.Status && waitsFor == other.WaitsFor && rest == other.Rest;

        public override bool Equals(object? obj) => obj is Step other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(shape, state, status, waitsFor, rest);

        private int Shape => shape;

        private int State => state;

        private int WaitsFor => waitsFor;
    }
}
