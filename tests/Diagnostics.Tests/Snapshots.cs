using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Tests;

/// <summary>Hand-made snapshots: threads, locks and tasks by name. Threads are numbered from 1 in the order in which they are added.</summary>
internal sealed class Snapshots
{
    private readonly List<(string Name, Func<int, ThreadInfo> Make)> _threads = [];
    private readonly List<Waitable> _locks = [];
    private readonly Dictionary<string, int> _owners = [];
    private readonly List<(string Name, string? Awaits, TaskStatusFlags Status, int State, TaskShape Shape)> _tasks = [];
    private readonly List<(string Field, string Thread, LockMode? Mode, string? InferredFrom)> _holders = [];
    private PoolInfo? _pool;
    private CaptureInfo _capture = new() { Source = CaptureSource.Freeze, At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) };

    public static Snapshots Of() => new();

    /// <summary>A thread. A place is <c>Bank.Transfer:42</c>: a method, and the line in the file named after its type.</summary>
    public Snapshots Thread(
        string name, string? holds = null, string? wants = null, string? joins = null, string? blocksOn = null,
        string? at = null, string? holdsAt = null, WaitKind? wait = null,
        ThreadKind kind = ThreadKind.Dedicated, ThreadActivity? activity = null, LockMode? mode = null, string? waitInferredFrom = null, string? runs = null)
    {
        var held = holds?.Split(", ") ?? [];
        foreach (var item in held)
        {
            _ = Index(item);
            _owners[item] = _threads.Count + 1;
        }

        _ = wants is null ? 0 : Index(wants);
        _threads.Add((name, id =>
        {
            WaitKind? waitsIn = wait ?? (wants is not null ? KindOf(wants) : joins is not null ? WaitKind.Join : blocksOn is not null ? WaitKind.Task : (WaitKind?)null);
            var waits = waitsIn is { } waitKind
                ? new Wait
                {
                    Kind = waitKind,
                    Frame = at is null ? -1 : 1,
                    Waitable = wants is null ? null : Index(wants),
                    Mode = mode,
                    InferredFrom = waitInferredFrom,
                    Thread = joins is null ? null : _threads.FindIndex(other => other.Name == joins) + 1,
                    Task = blocksOn is null ? null : Row(blocksOn),
                }
                : null;
            return new ThreadInfo
            {
                Id = id,
                OsId = (uint)(4000 + id),
                Name = kind == ThreadKind.Dedicated ? name : null,
                Kind = kind,
                Activity = activity ?? (waits is null ? ThreadActivity.Running : ThreadActivity.Waiting),
                Wait = waits,
                Runs = runs is null ? [] : [Row(runs)],
                Holds = [.. held.Concat(_holders.Where(holder => holder.Thread == name).Select(holder => holder.Field)).Select(item => new HeldLock(Index(item), holdsAt is null ? at is null ? -1 : 1 : 2))],
                Frames =
                [
                    .. at is null ? Array.Empty<Frame>() : [new Frame("Monitor.Enter") { IsFramework = true, Namespace = "System.Threading" }, Place(at)],
                    .. holdsAt is null ? Array.Empty<Frame>() : [Place(holdsAt)],
                ],
            };
        }));
        return this;
    }

    /// <summary>A thread that holds a lock beside or in place of its owner.</summary>
    public Snapshots Holder(string field, string thread, LockMode? mode = null, string? inferredFrom = null)
    {
        _ = Index(field);
        _holders.Add((field, thread, mode, inferredFrom));
        return this;
    }

    public Snapshots Threads(int count, string name, string? blocksOn = null, string? at = null, ThreadKind kind = ThreadKind.Dedicated,
        ThreadActivity? activity = null, WaitKind? wait = null, string? wants = null)
    {
        for (var i = 0; i < count; i++)
        {
            Thread($"{name} {i}", blocksOn: blocksOn, at: at, kind: kind, activity: activity, wait: wait, wants: wants);
        }

        return this;
    }

    /// <summary>Says more of a lock than that it is a monitor held by whoever says so.</summary>
    public Snapshots Lock(string field, WaitableKind kind = WaitableKind.Monitor, string? ownerUnknown = null, bool ownerHasEnded = false, int readersEnded = 0)
    {
        _locks[Index(field)] = _locks[Index(field)] with
        {
            Kind = kind,
            TypeName = kind == WaitableKind.Monitor ? "object" : kind.ToString(),
            OwnerUnknownBecause = ownerUnknown,
            OwnerHasEnded = ownerHasEnded,
            ReadersEnded = readersEnded,
        };
        return this;
    }

    /// <summary>A pending task; tasks of one shape are told apart by what follows a #: <c>Chain.Leaf#2</c>.</summary>
    public Snapshots Task(string name, string? awaits = null, int? line = null, TaskKind kind = TaskKind.AsyncMethod, bool queued = false, int state = 0)
    {
        var shown = name.Split('#')[0];
        _tasks.Add((name, awaits, queued ? TaskStatusFlags.Queued : TaskStatusFlags.Pending, kind == TaskKind.AsyncMethod ? state : -1,
            new TaskShape(shown, kind) { AwaitLines = line is { } number ? [new SourceLine(File(shown), number)] : [] }));
        return this;
    }

    public Snapshots Pool(int? queued, string? queuedUnknown = null, int workers = 0)
    {
        _pool = new PoolInfo { Workers = workers, Queued = queued, QueuedUnknownBecause = queuedUnknown };
        return this;
    }

    public Snapshots Capture(Func<CaptureInfo, CaptureInfo> change)
    {
        _capture = change(_capture);
        return this;
    }

    public ProcessSnapshot Build()
    {
        var shapes = _tasks.Select(task => task.Shape).DistinctBy(shape => (shape.Name, shape.AwaitLine(0))).ToArray();
        return new ProcessSnapshot
        {
            Target = new TargetInfo { ProcessId = 4321, Name = "Shop", RuntimeVersion = "10.0.12" },
            Capture = _capture,
            Threads = [.. _threads.Select((thread, index) => thread.Make(index + 1))],
            Waitables =
            [
                .. _locks.Select(item => item with
                {
                    Owner = _owners.TryGetValue(item.Field!, out var owner) ? owner : null,
                    Holders =
                    [
                        .. _holders.Where(holder => holder.Field == item.Field).Select(holder =>
                            new Holder(_threads.FindIndex(thread => thread.Name == holder.Thread) + 1, null, holder.InferredFrom) { Mode = holder.Mode }),
                    ],
                }),
            ],
            Tasks = new TaskTable
            {
                Addresses = [.. _tasks.Select((_, row) => 0x1000UL + (ulong)(row * 0x40))],
                ShapeOf = [.. _tasks.Select(task => Array.FindIndex(shapes, shape => (shape.Name, shape.AwaitLine(0)) == (task.Shape.Name, task.Shape.AwaitLine(0))))],
                StateOf = [.. _tasks.Select(task => task.State)],
                AwaitsOf = [.. _tasks.Select(task => task.Awaits is null ? -1 : Row(task.Awaits))],
                StatusOf = [.. _tasks.Select(task => task.Status)],
                Shapes = [.. shapes],
            },
            Pool = _pool,
        };
    }

    public WaitForGraph Graph() => new(Build());

    public Report Report() => RuntimeRules.Check(Build());

    private static Frame Place(string place)
    {
        var parts = place.Split(':');
        return new Frame(parts[0]) { Line = parts.Length == 1 ? null : new SourceLine(File(parts[0]), int.Parse(parts[1], null)) };
    }

    private static string File(string method) => $"/src/{method.Split('.')[0]}.cs";

    private int Row(string task) => _tasks.FindIndex(other => other.Name == task) is var row && row >= 0 ? row : throw new ArgumentException($"No task '{task}'.");

    private int Index(string field)
    {
        var index = _locks.FindIndex(item => item.Field == field);
        if (index < 0)
        {
            index = _locks.Count;
            _locks.Add(new Waitable { Kind = WaitableKind.Monitor, Address = 0x7000UL + (ulong)(index * 0x20), TypeName = "object", Field = field });
        }

        return index;
    }

    private WaitKind KindOf(string field) => _locks[Index(field)].Kind switch
    {
        WaitableKind.Monitor => WaitKind.Monitor,
        WaitableKind.Lock => WaitKind.Lock,
        WaitableKind.SemaphoreSlim => WaitKind.SemaphoreSlim,
        WaitableKind.ReaderWriterLock => WaitKind.ReaderWriterLock,
        WaitableKind.Event => WaitKind.ManualResetEventSlim,
        WaitableKind.CountdownEvent => WaitKind.CountdownEvent,
        WaitableKind.Barrier => WaitKind.Barrier,
        WaitableKind.Lazy => WaitKind.Lazy,
        WaitableKind.TypeInitializer => WaitKind.TypeInitializer,
        _ => WaitKind.WaitHandle,
    };
}
