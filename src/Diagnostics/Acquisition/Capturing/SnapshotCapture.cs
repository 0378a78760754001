using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Reads everything that the model holds out of a runtime that stands still: a copy or a dump.</summary>
internal sealed class SnapshotCapture(ClrRuntime runtime, RuntimeFacts facts, SymbolStore symbols, NativeThreads native)
    : IHeapVisitor
{
    private const int MaxFrames = 1000;

    private readonly MethodNames _methods = new(symbols, facts.Folder);
    private readonly ThreadNames _threadNames = new(runtime.Heap);
    private readonly List<string> _limitations = [];
    private FieldNames? _fields;
    private readonly SemaphoreCollector _semaphores = new(runtime.Heap);
    private readonly ContextCollector _contexts = new();
    private TaskCollector? _tasks;

    public ProcessSnapshot Capture(TargetInfo target, CaptureInfo capture, CancellationToken cancellation)
    {
        var threads = runtime.Threads.Where(thread => thread.OSThreadId != 0).ToArray();
        var waitables = new WaitableRegistry(runtime, threads);
        waitables.AddHeldMonitors(runtime.Heap);

        var stacks = new List<CapturedStack>(threads.Length);
        var waits = new List<CapturedWait?>(threads.Length);
        var waitCapture = new WaitCapture(waitables);
        foreach (var thread in threads)
        {
            cancellation.ThrowIfCancellationRequested();
            var stack = CapturedStack.Read(thread, MaxFrames);
            stacks.Add(stack);
            waits.Add(stack.WaitKind is null || stack.IsIdleWorker
                ? null
                : new CapturedWait(waitCapture.WaitableOf(stack), WaitCapture.ThreadOf(stack), WaitCapture.TaskOf(stack)));
        }

        _fields = new FieldNames(runtime, _methods);
        var shapes = new TaskShapes(runtime, symbols, _methods);
        var (tasks, complete) = WalkHeap(waitables, shapes, cancellation);
        var blocked = stacks.Where((_, i) => waits[i] is not null).ToArray();
        var named = waitables.All.Count;
        tasks = tasks.WithWaits(_semaphores.Register(waitables)) with { Running = RunningTasks.Find(blocked, tasks) };
        tasks = DelayTimes.Add(tasks, runtime);
        FindSemaphoreHolders(waitables, tasks, shapes, blocked);
        NamingWalk.Run(runtime, _fields, waitables.All.Skip(named).Select(waitable => waitable.Address), cancellation);
        _fields.ResolveStatics();
        var contexts = new ThreadContexts(runtime.Heap, _threadNames, tasks);
        tasks = tasks with { Resumptions = _contexts.Resolve(runtime.Heap, tasks, blocked.SelectMany(stack => contexts.Of(stack))) };
        var threadCapture = new ThreadCapture(_methods, _threadNames, waitables, native, target.ProcessId);
        return new ProcessSnapshot
        {
            Target = target,
            Capture = capture with { HeapIsComplete = complete, Limitations = capture.Limitations.AddRange(_limitations) },
            Threads = [.. stacks.Select((stack, i) => threadCapture.Capture(stack, waits[i], tasks, waits[i] is null ? [] : contexts.Of(stack)))],
            Waitables = waitables.Build(_fields),
            Tasks = tasks,
            Pool = new PoolCapture(runtime).Read(stacks),
        };
    }

    IHeapInterest? IHeapVisitor.InterestIn(ClrType type) =>
        _threadNames.InterestIn(type) ?? _semaphores.InterestIn(type) ?? _contexts.InterestIn(type) ?? _tasks?.InterestIn(type);

    void IHeapVisitor.VisitReference(ulong slot, ulong value, ulong owner, ClrType ownerType) =>
        _fields?.VisitReference(slot, value, owner, ownerType);

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
        foreach (var waitable in waitables.All)
        {
            wanted.Add(waitable.Address);
        }

        var layout = runtime.BaseClassLibrary.GetTypeByName(TaskLayout.TaskType) is { } task ? TaskLayout.Find(task) : null;
        if (layout is null)
        {
            _limitations.Add($"tasks are not shown: {facts.UnknownLayoutBecause ?? "this runtime's Task has fields that are not known"}");
        }

        _tasks = layout is null ? null : new TaskCollector(runtime.Heap, runtime.DataTarget.DataReader, layout, shapes);
        var walk = new HeapWalk(runtime.Heap, runtime.DataTarget.DataReader, this, wanted);
        walk.Run(cancellation);
        if (walk.BrokenSegments > 0)
        {
            _limitations.Add($"{walk.BrokenSegments} of {runtime.Heap.Segments.Length} heap segments could be read only in part: the process was caught in the middle of a garbage collection; task counts are lower bounds");
        }

        return (_tasks is null ? TaskTable.Empty : TaskTableBuilder.Build(_tasks, shapes, runtime.Heap, layout!), walk.BrokenSegments == 0);
    }
}
