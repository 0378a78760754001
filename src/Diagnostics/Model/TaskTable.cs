using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Unravel.Diagnostics.Model;

/// <summary>
/// All pending tasks, and the completed ones that somebody still waits for; one column a property, because a million
/// of them must fit. <see cref="TaskInfo"/> is a view of a row.
/// </summary>
internal sealed record TaskTable
{
    public static TaskTable Empty { get; } = new();

    /// <summary>Addresses in the snapshot, ascending.</summary>
    public ImmutableArray<ulong> Addresses { get; init; } = [];

    /// <summary>Index into <see cref="Shapes"/>.</summary>
    public ImmutableArray<int> ShapeOf { get; init; } = [];

    /// <summary>State of the state machine: the number of the await it stands at, or -1.</summary>
    public ImmutableArray<int> StateOf { get; init; } = [];

    /// <summary>Row of the task that this one waits for; -1 for none or unknown.</summary>
    public ImmutableArray<int> AwaitsOf { get; init; } = [];

    /// <summary>Index into <see cref="ProcessSnapshot.Waitables"/> of what the task waits for when that is no task; -1 for none. Empty: none at all.</summary>
    public ImmutableArray<int> WaitsForOf { get; init; } = [];

    public ImmutableArray<TaskStatusFlags> StatusOf { get; init; } = [];

    /// <summary>Milliseconds until the timer of the task fires, 0 when it is late; -1 for none. Empty: none at all.</summary>
    public ImmutableArray<int> MillisecondsLeftOf { get; init; } = [];

    public ImmutableArray<TaskShape> Shapes { get; init; } = [];

    /// <summary>The tasks whose code must go on in a context other than the thread pool.</summary>
    public ImmutableArray<TaskResumption> Resumptions { get; init; } = [];

    /// <summary>What combinations of tasks wait for besides the one in <see cref="AwaitsOf"/>, in the order of their rows.</summary>
    public ImmutableArray<FurtherAwait> Further { get; init; } = [];

    /// <summary>What async methods await that is neither a task nor a waitable, in the order of their rows.</summary>
    public ImmutableArray<AwaitedSource> Sources { get; init; } = [];

    /// <summary>Promises that a field of the program leads to, in the order of their rows.</summary>
    public ImmutableArray<NamedPromise> Named { get; init; } = [];

    public int Count => Addresses.Length;

    /// <summary>Whether the columns are the very same arrays; what is known of some tasks besides may differ.</summary>
    public bool HasColumnsOf(TaskTable other) =>
        Addresses == other.Addresses && ShapeOf == other.ShapeOf && StateOf == other.StateOf && AwaitsOf == other.AwaitsOf
        && WaitsForOf == other.WaitsForOf && StatusOf == other.StatusOf && MillisecondsLeftOf == other.MillisecondsLeftOf;

    /// <summary>The same table with what more tasks wait for.</summary>
    /// <param name="waits">Addresses of tasks, and indexes of waitables.</param>
    public TaskTable WithWaits(IReadOnlyCollection<(ulong Task, int Waitable)> waits)
    {
        if (waits.Count == 0)
        {
            return this;
        }

        var waitsFor = WaitsForOf.IsEmpty ? Enumerable.Repeat(-1, Count).ToArray() : [.. WaitsForOf];
        foreach (var (task, waitable) in waits)
        {
            if (Find(task) is var row and >= 0)
            {
                waitsFor[row] = waitable;
            }
        }

        return this with { WaitsForOf = [.. waitsFor] };
    }

    /// <summary>For how many tasks a combination of tasks waits.</summary>
    public int PendingOf(int row)
    {
        var (low, high) = (0, Further.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Further[middle].Row < row ? (middle + 1, high) : (low, middle);
        }

        var first = low;
        while (low < Further.Length && Further[low].Row == row)
        {
            low++;
        }

        return AwaitsOf[row] < 0 ? 0 : 1 + low - first;
    }

    /// <summary>What an async method awaits that is no task; null when it awaits none, or that is not known.</summary>
    public AwaitedSource? SourceOf(int row) => At(Sources, row, source => source.Row);

    /// <summary>The field that leads to a promise: <c>Line._answer</c>; null when none does, or it is not known.</summary>
    public string? FieldOf(int row) => At(Named, row, named => named.Row)?.Field;

    private static T? At<T>(ImmutableArray<T> sorted, int row, Func<T, int> rowOf)
        where T : class
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rowOf(sorted[middle]) < row ? (middle + 1, high) : (low, middle);
        }

        return low < sorted.Length && rowOf(sorted[low]) == row ? sorted[low] : null;
    }

    /// <summary>Whether a task waits for its turn in the context of a thread.</summary>
    public bool IsPosted(int row) => Resumptions.Any(resumption => resumption.Row == row && resumption.IsPosted);

    public TaskInfo this[int row] => new(this, row);

    /// <summary>The row of the task at an address; -1 when it is not in the table.</summary>
    public int Find(ulong address) =>
        Addresses.BinarySearch(address) is var row && row >= 0 ? row : -1;
}

/// <summary>What an async method awaits that is no task: the source behind a ValueTask, or an awaiter of the program's own.</summary>
/// <param name="Row">Row of the method in the <see cref="TaskTable"/>.</param>
/// <param name="TypeName">Type as C# writes it, without namespace.</param>
internal sealed record AwaitedSource(int Row, string TypeName)
{
    /// <summary>The field that leads to it, or the socket by its addresses; null when neither is known.</summary>
    public string? Name { get; init; }
}

/// <summary>A promise that a field of the program leads to: the field holds it, or the source that completes it.</summary>
/// <param name="Row">Row of the promise in the <see cref="TaskTable"/>.</param>
/// <param name="Field">As for waitables: <c>Line._answer</c>.</param>
internal sealed record NamedPromise(int Row, string Field);

/// <summary>One more task that a combination of tasks waits for.</summary>
/// <param name="Row">Row of the combination in the <see cref="TaskTable"/>.</param>
/// <param name="Awaits">Row of the other task.</param>
internal sealed record FurtherAwait(int Row, int Awaits);

/// <summary>Written as a number: there can be a million of them.</summary>
[Flags]
[JsonConverter(typeof(JsonNumberEnumConverter<TaskStatusFlags>))]
internal enum TaskStatusFlags : byte
{
    Pending = 0,
    Completed = 1,

    /// <summary>A suspended state machine whose awaiter was already cleared or whose task is done: it is queued to go on.</summary>
    Queued = 2,
}

/// <summary>What tasks of one kind have in common.</summary>
/// <param name="Name">The async method, or what the promise is, as a reader would say it: <c>Chain.Leaf</c>, <c>Task.Delay</c>.</param>
/// <param name="Kind">What completes such a task.</param>
internal sealed record TaskShape(string Name, TaskKind Kind)
{
    public string? Namespace { get; init; }

    public bool IsFramework { get; init; }

    /// <summary>For each state of a state machine, the line of the await; null without symbols.</summary>
    public ImmutableArray<SourceLine?> AwaitLines { get; init; } = [];

    public SourceLine? AwaitLine(int state) =>
        state >= 0 && state < AwaitLines.Length ? AwaitLines[state] : null;
}

internal enum TaskKind
{
    /// <summary>An async method: completed by its own code.</summary>
    AsyncMethod,

    /// <summary>Task.Run, StartNew: completed by the delegate that a scheduler runs.</summary>
    Delegate,

    /// <summary>Task.Delay: completed by a timer.</summary>
    Delay,

    /// <summary>WhenAll, WhenAny, ContinueWith, Unwrap: completed by other tasks.</summary>
    Combinator,

    /// <summary>A waiter of SemaphoreSlim.WaitAsync: completed by Release.</summary>
    Semaphore,

    /// <summary>A TaskCompletionSource or another promise: completed by whoever holds it.</summary>
    Promise,
}

/// <summary>A row of a <see cref="TaskTable"/>.</summary>
internal readonly record struct TaskInfo(TaskTable Table, int Row)
{
    public TaskShape Shape => Table.Shapes[Table.ShapeOf[Row]];

    public int State => Table.StateOf[Row];

    public int Awaits => Table.AwaitsOf[Row];

    /// <summary>Index of the waitable that the task waits for; -1 for none.</summary>
    public int WaitsFor => Table.WaitsForOf.IsEmpty ? -1 : Table.WaitsForOf[Row];

    /// <summary>Time until the task's timer fires; null when it has none.</summary>
    public TimeSpan? TimeLeft =>
        !Table.MillisecondsLeftOf.IsEmpty && Table.MillisecondsLeftOf[Row] is var left and >= 0 ? TimeSpan.FromMilliseconds(left) : null;

    public TaskStatusFlags Status => Table.StatusOf[Row];

    public SourceLine? Line => Shape.AwaitLine(State);
}
