using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Reads everything that the model holds out of a runtime that stands still: a copy or a dump.</summary>
internal sealed class SnapshotCapture(ClrRuntime runtime, RuntimeFacts facts, SymbolStore symbols, NativeThreads native, bool deep, Action<TaskTable>? ahead)
    : IHeapVisitor
{
    private const int MaxFrames = 1000;

    private readonly MethodNames _methods = new(symbols, facts.Folder);
    private readonly ThreadNames _threadNames = new(runtime.Heap);
    private readonly List<string> _limitations = [];
    private FieldNames? _fields;
    private readonly SemaphoreCollector _semaphores = new(runtime.Heap);
    private readonly ContextCollector _contexts = new();
    private readonly TimerCollector _timers = new();
    private TaskCollector? _tasks;
    private bool _readsTimers;
    private ProcessObjects? _processes;
    private InnerObjects? _inner;
    private ChannelCapture? _channels;
    private int _named;
    private int _broken;
    private string? _unknownBecause;

    public ProcessSnapshot Capture(TargetInfo target, CaptureInfo capture, CancellationToken cancellation)
    {
        var threads = runtime.Threads.Where(thread => thread.OSThreadId != 0).ToArray();
        var waitables = new WaitableRegistry(runtime, facts, threads);
        waitables.AddHeldMonitors(runtime.Heap);

        var stacks = new List<CapturedStack>(threads.Length);
        var waits = new List<CapturedWait?>(threads.Length);
        var waitCapture = new WaitCapture(waitables);
        foreach (var thread in threads)
        {
            cancellation.ThrowIfCancellationRequested();
            if (thread.GCMode == GCMode.Cooperative && runtime.DataTarget.DataReader is FrozenReader frozen)
            {
                frozen.SkipNativeCalls(thread.OSThreadId, address => runtime.GetMethodByInstructionPointer(address) is not null);
            }

            var stack = CapturedStack.Read(thread, MaxFrames);
            stacks.Add(stack);
            waits.Add(stack.WaitKind is null || stack.IsIdleWorker
                ? null
                : SeveralObjects.AddTo(new CapturedWait(waitCapture.WaitableOf(stack), WaitCapture.ThreadOf(stack), WaitCapture.TaskOf(stack))
                {
                    Mode = WaitCapture.ModeOf(stack),
                    Process = WaitCapture.ProcessOf(stack),
                }, stack, waitables));
        }

        var initializers = new TypeInitializers(stacks, waitables, _methods);
        for (var i = 0; i < stacks.Count; i++)
        {
            waits[i] = waits[i] is { Waitable: null } wait ? wait with { Waitable = initializers.WaitableOf(stacks[i]) }
                : initializers.NativeWaitableOf(stacks[i]) is { } waitable ? new CapturedWait(waitable, null, 0) { InferredFrom = "the code that the thread stands in, which needs the class" }
                : waits[i];
        }

        new HeldByFrames(waitables).Add(stacks);
        _fields = new FieldNames(runtime, _methods);
        _processes = new ProcessObjects(runtime.Heap, stacks);
        _inner = new InnerObjects(runtime.Heap);
        var inner = stacks.ConvertAll(_inner.Note);
        var shapes = new TaskShapes(runtime, symbols, _methods);
        var hasHeap = capture.Detail == CaptureDetail.Everything;
        var (tasks, complete) = hasHeap ? WalkHeap(waitables, shapes, cancellation) : (TaskTable.Empty, false);
        for (var i = 0; i < waits.Count; i++)
        {
            waits[i] = waits[i] is { Several.IsEmpty: true } wait ? wait with { Waitable = _inner.Resolve(inner[i], waitables) ?? wait.Waitable } : waits[i];
            if (waits[i] is { IsIdentified: false } && stacks[i].IsAtTheEdgeOfAWait)
            {
                stacks[i].WaitIn(null, frame: -1);
                waits[i] = null;
            }
        }

        var blocked = stacks.Where((_, i) => waits[i] is not null).ToArray();
        tasks = DelayTimes.Add(tasks.WithWaits(_semaphores.Register(waitables)), runtime);
        if (complete)
        {
            ahead?.Invoke(tasks); // from here on only names are added
        }

        for (var i = 0; i < waits.Count; i++)
        {
            waits[i] = waits[i] is { Waitable: null } wait ? wait with { Waitable = WaitCapture.SemaphoreOf(stacks[i], tasks) } : waits[i];
        }

        FindSemaphoreHolders(waitables, tasks, shapes, blocked);
        var contexts = new ThreadContexts(runtime.Heap, _threadNames, tasks);
        tasks = tasks with { Resumptions = _contexts.Resolve(runtime.Heap, tasks, blocked.SelectMany(stack => contexts.Of(stack))) };
        var children = _processes.Build(target.ProcessId);
        var lost = complete
            ? LostWaitSearch.Run(runtime, tasks, _tasks, stacks, waits, waitables.All, native, deep, cancellation)
            : new LostWaits { UnknownBecause = "part of the heap could not be read" };
        if (hasHeap)
        {
            new SignalCandidates(runtime, _methods, waitables).Add(stacks, waits, tasks, _timers.Set);
            var names = new AwaitedNames(runtime.Heap, tasks, (_tasks?.Rows ?? default).Span);
            NameTheRest(waitables, names, cancellation);
            tasks = names.AddTo(tasks, _fields, capture.Source is CaptureSource.DumpFile ? null : new DescriptorNames("/proc", target.ProcessId));
        }

        var threadCapture = new ThreadCapture(_methods, _threadNames, waitables, _fields, native,
            new NativeCalls(runtime.DataTarget.DataReader as FrozenReader, target.ProcessId), target.ProcessId);
        if (_broken > 0)
        {
            var why = capture.Source is CaptureSource.Dump or CaptureSource.DumpFile ? "the dump lacks part of it, or was written" : "the process was caught";
            _limitations.Add($"{_broken} of {runtime.Heap.Segments.Length} heap segments could be read only in part: {why} in the middle of a garbage collection; task counts are lower bounds");
        }

        return new ProcessSnapshot
        {
            Target = target,
            Capture = capture with { HeapIsComplete = complete, PartlySeenBecause = capture.PartlySeenBecause ?? _unknownBecause, Limitations = capture.Limitations.AddRange(_limitations) },
            Threads = [.. stacks.Select((stack, i) => threadCapture.Capture(stack, waits[i], tasks, waits[i] is null ? [] : contexts.Of(stack)))],
            Waitables = new LeakedSemaphores(runtime, symbols, _methods, shapes).AddTo(Namesakes.TellApart(waitables.Build(_fields), index => _fields.FindOwn(_fields.OwnerOf(waitables.NamedBy(index)))), stacks, waits, tasks),
            Tasks = tasks,
            Pool = new PoolCapture(runtime, new QueuedItems(tasks, _methods), _timers).Read(stacks, capture.Source != CaptureSource.DumpFile),
            Children = children,
            Lost = lost,
        };
    }

    IHeapInterest? IHeapVisitor.InterestIn(ClrType type) =>
        _threadNames.InterestIn(type) ?? _semaphores.InterestIn(type) ?? _contexts.InterestIn(type)
        ?? _tasks?.InterestIn(type) ?? (_readsTimers ? _timers.InterestIn(type) : null) ?? _processes?.InterestIn(type) ?? _channels?.InterestIn(type);

    void IHeapVisitor.VisitReference(ulong slot, ulong value, ulong owner, ClrType ownerType)
    {
        _fields?.VisitReference(slot, value, owner, ownerType);
        _processes?.VisitReference(value, ownerType);
        _inner?.VisitReference(value, owner, ownerType);
    }

    private void FindSemaphoreHolders(WaitableRegistry waitables, TaskTable tasks, TaskShapes shapes, CapturedStack[] blocked)
    {
        if (waitables.All.Any(waitable => waitable.Kind == WaitableKind.SemaphoreSlim))
        {
            var holders = new SemaphoreHolders(runtime, new SemaphoreHolds(symbols), _methods, waitables);
            holders.OfTasks(tasks, shapes);
            foreach (var stack in blocked)
            {
                holders.OfThread(stack);
            }
        }
    }

    private (TaskTable Tasks, bool Complete) WalkHeap(WaitableRegistry waitables, TaskShapes shapes, CancellationToken cancellation)
    {
        var wanted = new AddressSet();
        for (var i = 0; i < waitables.All.Count; i++)
        {
            wanted.Add(waitables.NamedBy(i));
        }

        _named = waitables.All.Count;
        _processes!.AddTo(wanted);
        _inner!.AddTo(wanted);

        var task = runtime.BaseClassLibrary.GetTypeByName(TaskLayout.TaskType);
        var layout = task is null ? null : TaskLayout.Find(task);
        if (layout is null && !(task is null && HasNoTasks()))
        {
            _unknownBecause = "this runtime's Task has fields that are not known";
            _limitations.Add($"tasks are not shown: {facts.UnknownLayoutBecause ?? _unknownBecause}");
        }

        _readsTimers = _unknownBecause is null;
        _tasks = layout is null ? null : new TaskCollector(runtime.Heap, runtime.DataTarget.DataReader, layout, shapes);
        _channels = new ChannelCapture(runtime.Heap);
        var walk = new HeapWalk(runtime.Heap, runtime.DataTarget.DataReader, this, wanted);
        walk.Run(cancellation);
        _fields!.ResolveStatics();
        _broken = walk.BrokenSegments;
        var tasks = _tasks is null ? TaskTable.Empty : TaskTableBuilder.Build(_tasks, shapes, runtime.Heap, layout!);
        return (_channels.Join(tasks, (_tasks?.Rows ?? default).Span, waitables), walk.BrokenSegments == 0);
    }

    // A type without a method table has no objects: the program has never touched a task. The table of the library's types
    // is there when it has those that every process has.
    private bool HasNoTasks() => facts.UnknownLayoutBecause is null && runtime.BaseClassLibrary.GetTypeByName(ThreadLayout.ThreadType) is not null;

    /// <summary>Objects that were only met during the walk: their fields are looked for in another one.</summary>
    private void NameTheRest(WaitableRegistry waitables, AwaitedNames names, CancellationToken cancellation)
    {
        var wanted = new AddressSet();
        foreach (var address in waitables.AddressesFrom(_named).Concat(names.Addresses))
        {
            wanted.Add(address);
        }

        Name(wanted, cancellation);
        var outer = TokenSources(waitables);
        foreach (var address in names.Addresses.Select(_fields!.OuterOf).Where(address => address != 0))
        {
            outer.Add(address);
        }

        Name(outer, cancellation);
        var around = new AddressSet();
        foreach (var owner in Namesakes.Owners(waitables.Build(_fields), index => _fields.OwnerOf(waitables.NamedBy(index))))
        {
            around.Add(owner);
        }

        Name(around, cancellation);
    }

    private void Name(AddressSet wanted, CancellationToken cancellation)
    {
        if (!wanted.IsEmpty)
        {
            (_tasks, _processes, _channels, _inner, _readsTimers) = (null, null, null, null, false);
            new HeapWalk(runtime.Heap, runtime.DataTarget.DataReader, this, wanted).RunForReferences(cancellation);
            _fields!.ResolveStatics();
        }
    }

    /// <summary>The sources of the cancellation tokens whose handles somebody waits for: their fields say more.</summary>
    private AddressSet TokenSources(WaitableRegistry waitables)
    {
        var sources = new AddressSet();
        for (var i = 0; i < waitables.All.Count; i++)
        {
            if (waitables.All[i].Kind == WaitableKind.WaitHandle && _fields!.TokenSourceOf(waitables.All[i].Address) is not 0 and var source)
            {
                waitables.NameByToken(i, source);
                sources.Add(source);
            }
        }

        return sources;
    }
}
