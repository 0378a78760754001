namespace Unravel.Diagnostics.Model;

/// <summary>Gives equal chains equal numbers: a chain is its first step and the number of the rest.</summary>
internal sealed class ChainNumbers(TaskTable tasks)
{
    private const int RecentSteps = 1 << 10;

    private readonly Dictionary<Step, int> _numbers = [];
    private readonly int[] _known = new int[tasks.Count];
    private readonly List<bool> _isQueued = [false];

    /// <summary>Steps that came by lately with their numbers, by a hash: nearly all of a million tasks are like one before.</summary>
    private readonly (Step Step, int Number)[] _recent = new (Step, int)[RecentSteps];

    private int[] _path = new int[64];

    /// <summary>Whether a chain came by this row.</summary>
    public bool Has(int row) => _known[row] != 0;

    /// <summary>Whether the last task of the chains of this number is queued.</summary>
    public bool IsQueued(int number) => _isQueued[number];

    public int Of(int row)
    {
        // Down to the first task whose number is known, then back up; a cycle ends where it closes.
        var awaits = tasks.AwaitsOf.AsSpan();
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
            _known[at] = NumberOf(new Step(tasks.ShapeOf[at], tasks.StateOf[at], tasks.StatusOf[at], tasks[at].WaitsFor, rest));
        }

        return _known[row];
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
