using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Unravel.Diagnostics.Model;

/// <summary>One step of a chain of awaits.</summary>
/// <param name="Pending">For how many tasks it waits.</param>
internal sealed record ChainStep(TaskShape Shape, int State, int Pending = 1)
{
    public SourceLine? Line => Shape.AwaitLine(State);

    /// <summary>Where a method of the program stands, to be shown: its line, and without one the number of its await. Null for others.</summary>
    public Frame? Place =>
        Line is not null ? new Frame(Shape.Name) { Namespace = Shape.Namespace, Line = Line }
        : Shape is { Kind: TaskKind.AsyncMethod, IsFramework: false } && State >= 0 ? new Frame($"{Shape.Name}, await {State + 1}") { Namespace = Shape.Namespace }
        : null;
}

/// <summary>Equal chains of awaits, from the outermost caller to what it finally waits for.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="WaitsFor">Index of the waitable that the last step waits for; -1 for none.</param>
/// <param name="IsQueued">True when what was awaited is done and the chain is queued to go on.</param>
/// <param name="IsInContext">True when it is queued in the context of a thread and not for a pool worker.</param>
internal sealed record TaskChain(int Count, bool IsQueued, bool IsInContext, int WaitsFor, ImmutableArray<ChainStep> Steps)
{
    /// <summary>What the last step awaits that is no task; null when it awaits none, or that is not known. Its name is that of one of the chains.</summary>
    public AwaitedSource? Source { get; init; }

    /// <summary>The field that leads to the promise at the ends of all these chains; null when it is not one and the same, or not known.</summary>
    public string? Field { get; init; }

    /// <summary>Least and most time until the timers at the ends of these chains fire; null where there are none.</summary>
    public (TimeSpan Least, TimeSpan Most)? TimeLeft { get; init; }
}

/// <summary>Follows tasks from each to the one it awaits, and merges equal chains.</summary>
internal static class TaskChains
{
    /// <summary>Longer chains are shown up to here.</summary>
    public const int MaxSteps = 64;

    /// <summary>From so many tasks on a reader would wait for what is done with all of them: it is done on all processors.</summary>
    public const int Many = 50_000;

    private static readonly ConditionalWeakTable<TaskTable, Lazy<IReadOnlyList<TaskChain>>> s_merged = [];

    /// <summary>The chain from one task to its leaf.</summary>
    public static ImmutableArray<ChainStep> From(TaskTable tasks, int row)
    {
        var steps = ImmutableArray.CreateBuilder<ChainStep>();
        var seen = new HashSet<int>();
        while (row >= 0 && seen.Add(row) && steps.Count < MaxSteps)
        {
            steps.Add(new ChainStep(tasks[row].Shape, tasks[row].State, tasks.PendingOf(row)));
            row = tasks.AwaitsOf[row];
        }

        return steps.ToImmutable();
    }

    /// <summary>The last task of the chain from one task; of a chain that ends in a ring, the task of the ring with the lowest row.</summary>
    public static int LeafOf(TaskTable tasks, int row)
    {
        // Brent's algorithm: a million chains are followed, so nothing is kept of the way.
        var (anchor, steps, limit) = (row, 0, 1);
        while (tasks.AwaitsOf[row] is >= 0 and var next)
        {
            row = next;
            if (row == anchor)
            {
                return LowestOfRing(tasks, row);
            }

            if (++steps == limit)
            {
                (anchor, steps, limit) = (row, 0, limit * 2);
            }
        }

        return row;
    }

    private static int LowestOfRing(TaskTable tasks, int member)
    {
        var lowest = member;
        for (var row = tasks.AwaitsOf[member]; row != member; row = tasks.AwaitsOf[row])
        {
            lowest = Math.Min(lowest, row);
        }

        return lowest;
    }

    /// <summary>All chains, equal ones as one, the most frequent first. Takes time and memory linear in the tasks, once a table.</summary>
    public static IReadOnlyList<TaskChain> Merge(TaskTable tasks) =>
        s_merged.GetValue(tasks, table => new Lazy<IReadOnlyList<TaskChain>>(() => Merged(table))).Value;

    /// <summary>Begins with it on another processor, where there are so many that the reader would wait.</summary>
    public static void MergeAhead(TaskTable tasks)
    {
        if (tasks.Count >= Many)
        {
            _ = Task.Run(() => Merge(tasks));
        }
    }

    /// <summary>Begins with what the columns of a table alone tell, while the rest is still being read.</summary>
    public static void NumberAhead(TaskTable columns) => _ = Task.Run(() =>
    {
        _ = ChainNumbers.For(columns);
        _ = TaskLeaves.OfOutermost(columns);
    });

    private static IReadOnlyList<TaskChain> Merged(TaskTable tasks)
    {
        var numbers = ChainNumbers.For(tasks);
        var counts = new (int Count, int Row)[numbers.Count];
        foreach (var row in numbers.Outermost)
        {
            ref var group = ref counts[numbers.Of(row)];
            group = (group.Count + 1, group.Count == 0 ? row : group.Row);
        }

        var (fields, times) = OfLeaves(tasks, numbers);
        return [.. counts
            .Select((group, number) => (Number: number, group.Count, group.Row))
            .Where(group => group.Count > 0)
            .Select(group => (group.Number, group.Count, group.Row, Leaf: tasks[LeafOf(tasks, group.Row)]))
            .Select(group => new TaskChain(group.Count, numbers.IsQueued(group.Number), tasks.IsPosted(group.Leaf.Row), group.Leaf.WaitsFor, From(tasks, group.Row))
            {
                Source = tasks.SourceOf(group.Leaf.Row),
                Field = fields.GetValueOrDefault(group.Number),
                TimeLeft = times.TryGetValue(group.Number, out var left) ? left : null,
            })
            .OrderByDescending(chain => chain.Count)
            .ThenBy(chain => string.Join('/', chain.Steps.Select(step => step.Shape.Name)), StringComparer.Ordinal)];
    }

    /// <summary>What is known of the ends of equal chains, where there is something to know of any.</summary>
    private static (Dictionary<int, string?> Fields, Dictionary<int, (TimeSpan Least, TimeSpan Most)> Times) OfLeaves(TaskTable tasks, ChainNumbers numbers)
    {
        var fields = new Dictionary<int, string?>();
        var times = new Dictionary<int, (TimeSpan Least, TimeSpan Most)>();
        if (tasks.Named.IsEmpty && tasks.MillisecondsLeftOf.IsEmpty)
        {
            return (fields, times);
        }

        var leaves = TaskLeaves.OfOutermost(tasks);
        foreach (var row in numbers.Outermost)
        {
            var (number, leaf) = (numbers.Of(row), leaves[row] >= 0 ? leaves[row] : LeafOf(tasks, row));
            var field = tasks.FieldOf(leaf);
            fields[number] = !fields.TryGetValue(number, out var other) || other == field ? field : null;
            if (tasks[leaf].TimeLeft is { } left)
            {
                times[number] = times.TryGetValue(number, out var seen)
                    ? (left < seen.Least ? left : seen.Least, left > seen.Most ? left : seen.Most)
                    : (left, left);
            }
        }

        return (fields, times);
    }
}
