using System.Collections.Immutable;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Tests.Rules;

/// <summary>Makes snapshots by hand: threads, waitables and tasks are named by the numbers that adding them returns.</summary>
internal sealed class SnapshotBuilder
{
    private readonly List<ThreadInfo> _threads = [];
    private readonly List<Waitable> _waitables = [];
    private readonly List<(TaskShape Shape, int State, int Awaits, int WaitsFor, TaskStatusFlags Status)> _tasks = [];
    private readonly List<(int Row, int Thread)> _running = [];
    private readonly List<TaskResumption> _resumptions = [];
    private readonly List<FurtherAwait> _further = [];
    private readonly Dictionary<int, int> _timers = [];

    public bool HeapIsComplete { get; init; } = true;

    public PoolInfo? Pool { get; init; }

    /// <summary>Adds a thread that stands at the line of its own number; the result is its managed id.</summary>
    public int Thread(string name, Wait? wait = null, ThreadKind kind = ThreadKind.Dedicated, params HeldLock[] holds)
    {
        var id = _threads.Count + 1;
        _threads.Add(new ThreadInfo
        {
            Id = id,
            OsId = (uint)(1000 + id),
            Name = name,
            Kind = kind,
            Activity = wait is null ? ThreadActivity.Running : ThreadActivity.Waiting,
            Wait = wait,
            Holds = [.. holds],
            Frames = [new Frame($"Program.{name}") { Line = new SourceLine("/src/Program.cs", id) }],
        });
        return id;
    }

    public static Wait On(WaitKind kind, int? waitable = null, int? task = null, int? thread = null) =>
        new() { Kind = kind, Frame = 0, Waitable = waitable, Task = task, Thread = thread };

    public int Waitable(WaitableKind kind, string field, int? owner = null, int? capacity = null, params Holder[] holders)
    {
        _waitables.Add(new Waitable
        {
            Kind = kind,
            Address = (ulong)(0x1000 + _waitables.Count),
            TypeName = kind.ToString(),
            Field = field,
            Owner = owner,
            Capacity = capacity,
            Holders = [.. holders],
        });
        return _waitables.Count - 1;
    }

    public int Semaphore(string field, int? capacity = 1) => Waitable(WaitableKind.SemaphoreSlim, field, capacity: capacity);

    /// <summary>Says that a task took a semaphore at a line.</summary>
    public SnapshotBuilder Takes(int semaphore, int? task = null, int? thread = null, int line = 10)
    {
        var method = task is { } row ? _tasks[row].Shape.Name : _threads[thread!.Value - 1].Frames[0].Method;
        _waitables[semaphore] = _waitables[semaphore] with
        {
            Holders = _waitables[semaphore].Holders.Add(
                new Holder(thread, task, $"the code of {method}") { TakenIn = method, TakenAt = new SourceLine("/src/Tasks.cs", line) }),
        };
        return this;
    }

    /// <summary>Adds an async method that stands at an await; the result is its row.</summary>
    public int Method(string name, int awaits = -1, int line = 20, TaskStatusFlags status = TaskStatusFlags.Pending)
    {
        var shape = new TaskShape(name, TaskKind.AsyncMethod) { AwaitLines = [new SourceLine("/src/Tasks.cs", line)] };
        return Add(shape, 0, awaits, -1, status);
    }

    /// <summary>Adds an async method whose code is under way.</summary>
    public int RunningMethod(string name, int thread)
    {
        var row = Add(new TaskShape(name, TaskKind.AsyncMethod), -1, -1, -1, TaskStatusFlags.Pending);
        _running.Add((row, thread));
        return row;
    }

    public int Task(string name, TaskKind kind, int awaits = -1, int waitsFor = -1) =>
        Add(new TaskShape(name, kind) { IsFramework = true }, -1, awaits, waitsFor, TaskStatusFlags.Pending);

    /// <summary>The task that SemaphoreSlim.WaitAsync returned.</summary>
    public int Waiter(int semaphore) => Task("SemaphoreSlim.WaitAsync", TaskKind.Semaphore, waitsFor: semaphore);

    /// <summary>SemaphoreSlim.WaitAsync with a time limit.</summary>
    public int TimedWaiter(int semaphore, int millisecondsLeft)
    {
        var row = Task("Task.WaitAsync", TaskKind.Combinator, Waiter(semaphore));
        _timers[row] = millisecondsLeft;
        return row;
    }

    public SnapshotBuilder Awaits(int row, int awaited)
    {
        if (_tasks[row].Awaits < 0)
        {
            _tasks[row] = _tasks[row] with { Awaits = awaited };
        }
        else
        {
            _further.Add(new FurtherAwait(row, awaited));
        }

        return this;
    }

    public SnapshotBuilder Serves(int thread, ulong context, string type, bool isOwner = true)
    {
        var known = _threads[thread - 1];
        _threads[thread - 1] = known with { Contexts = known.Contexts.Add(new ThreadContext(context, type, IsScheduler: false, isOwner)) };
        return this;
    }

    public SnapshotBuilder ResumesIn(int row, ulong context, bool isPosted)
    {
        _resumptions.Add(new TaskResumption(row, context, isPosted));
        return this;
    }

    public ProcessSnapshot Build() => new()
    {
        Target = new TargetInfo { ProcessId = 42, Name = "app" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch, HeapIsComplete = HeapIsComplete },
        Threads = [.. _threads.Select(thread => thread with { Runs = [.. _running.Where(running => running.Thread == thread.Id).Select(running => running.Row)] })],
        Waitables = [.. _waitables],
        Pool = Pool,
        Tasks = new TaskTable
        {
            Addresses = [.. _tasks.Select((_, i) => (ulong)(0x10000 + (i * 64)))],
            ShapeOf = [.. _tasks.Select((_, i) => i)],
            StateOf = [.. _tasks.Select(task => task.State)],
            AwaitsOf = [.. _tasks.Select(task => task.Awaits)],
            WaitsForOf = [.. _tasks.Select(task => task.WaitsFor)],
            MillisecondsLeftOf = [.. _tasks.Select((_, i) => _timers.TryGetValue(i, out var left) ? left : -1)],
            StatusOf = [.. _tasks.Select(task => task.Status)],
            Shapes = [.. _tasks.Select(task => task.Shape)],
            Resumptions = [.. _resumptions],
            Further = [.. _further],
        },
    };

    public Verdict Check(IRuntimeRule rule) => rule.Check(new WaitForGraph(Build()));

    /// <summary>The findings of a rule, none when it is clear.</summary>
    public ImmutableArray<Finding> Find(IRuntimeRule rule) => Check(rule) is Verdict.Found found ? found.Findings : [];

    private int Add(TaskShape shape, int state, int awaits, int waitsFor, TaskStatusFlags status)
    {
        _tasks.Add((shape, state, awaits, waitsFor, status));
        return _tasks.Count - 1;
    }
}
