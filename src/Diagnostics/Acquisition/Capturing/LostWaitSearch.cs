using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Decides whether lost waits are worth looking for, and prepares what the search needs.</summary>
internal static class LostWaitSearch
{
    /// <summary>A larger heap is only gone through when it is asked for.</summary>
    public const ulong MaxHeap = 512UL << 20;

    /// <summary>A mutex belongs to somebody, and other processes may know it: not ours to judge.</summary>
    private const string Mutex = "Mutex";

    public static LostWaits Run(
        ClrRuntime runtime,
        TaskTable tasks,
        TaskCollector? collector,
        IReadOnlyList<CapturedStack> stacks,
        IReadOnlyList<CapturedWait?> waits,
        IReadOnlyList<Waitable> waitables,
        NativeThreads native,
        bool deep,
        CancellationToken cancellation)
    {
        var threads = WithoutSignalled(runtime.Heap, [.. stacks.Select((stack, i) => Thread(stack, waits[i], waitables, native))], waits, waitables);
        var awaited = Awaited(tasks, collector?.Rows ?? default, waitables);
        OpenUnknown(tasks, awaited, collector);
        if (!threads.Any(thread => thread.MayBeStuck) && !awaited.Any(address => address != 0))
        {
            return LostWaits.None;
        }

        var size = HeapMarker.SizeOf(runtime.Heap);
        return size > MaxHeap && !deep
            ? new LostWaits { UnknownBecause = $"the heap has {size >> 20} MB, and more than {MaxHeap >> 20} MB are only gone through with --deep" }
            : new LostWaits { Waits = new LostWaitCapture(runtime, tasks, awaited, threads, waitables).Find(cancellation) };
    }

    private static WaitingThread Thread(CapturedStack stack, CapturedWait? wait, IReadOnlyList<Waitable> waitables, NativeThreads native)
    {
        ImmutableArray<ulong> targets = wait is null ? []
            : wait is { Waitable: null, Several.IsEmpty: false } ? Signals(stack.WaitKind, wait.Several, waitables)
            : wait.Waitable is { } index ? Signals(stack.WaitKind, [index], waitables)
            : [];
        var task = stack.WaitKind == WaitKind.Task ? wait?.Task ?? 0 : 0;
        return new WaitingThread(stack, targets, task, wait?.Thread)
        {
            NeedsAll = wait?.NeedsAll == true,
            MayBeStuck = (!targets.IsEmpty || task != 0 || wait?.Thread is not null)
                && (stack.WaitKind == WaitKind.Barrier || native.WaitsWithoutLimit(stack.Thread.OSThreadId)), // a barrier waits in short turns
        };
    }

    private static List<WaitingThread> WithoutSignalled(ClrHeap heap, List<WaitingThread> threads, IReadOnlyList<CapturedWait?> waits, IReadOnlyList<Waitable> waitables)
    {
        var signalled = waits.Where((wait, i) => wait?.Waitable is not null && threads[i].MayBeStuck)
            .GroupBy(wait => wait!.Waitable!.Value)
            .Where(group => PrimitiveDetails.HasSignalled(heap.GetObject(waitables[group.Key].Address), waitables[group.Key].Kind, group.Count()))
            .Select(group => group.Key)
            .ToHashSet();
        return [.. threads.Select((thread, i) => waits[i]?.Waitable is { } index && signalled.Contains(index) ? thread with { MayBeStuck = false } : thread)];
    }

    /// <summary>Their addresses; none when one of them is of another kind.</summary>
    private static ImmutableArray<ulong> Signals(WaitKind? kind, ImmutableArray<int> indexes, IReadOnlyList<Waitable> waitables) =>
        indexes.All(index => IsSignal(kind, waitables[index])) ? [.. indexes.Select(index => waitables[index].Address)] : [];

    /// <summary>Kinds that somebody else has to signal. A lock is waited for in another way: its owner is known.</summary>
    public static bool IsSignal(WaitKind? kind, Waitable waitable) => waitable.Kind switch
    {
        WaitableKind.Event or WaitableKind.CountdownEvent or WaitableKind.Barrier or WaitableKind.SemaphoreSlim or WaitableKind.BlockingCollection => true,
        WaitableKind.WaitHandle => waitable.TypeName != Mutex,
        WaitableKind.Monitor => kind == WaitKind.MonitorPulse,
        _ => false,
    };

    /// <summary>
    /// What each suspended async method awaits, where that is certain not to be done yet: another pending task, or an
    /// operation that hangs in a channel. Everything else is looked into at once, as if it ran.
    /// </summary>
    /// <param name="rows">What the table was built of, in its order.</param>
    private static ulong[] Awaited(TaskTable tasks, ReadOnlyMemory<TaskRow> rows, IReadOnlyList<Waitable> waitables)
    {
        var awaited = FreshPages.Array<ulong>(tasks.Count);
        Halves.Run(rows.Length, (first, end) => AddAwaited(tasks, rows.Span, waitables, awaited, first, end));
        return awaited;
    }

    private static void AddAwaited(TaskTable tasks, ReadOnlySpan<TaskRow> rows, IReadOnlyList<Waitable> waitables, ulong[] awaited, int first, int end)
    {
        var addresses = tasks.Addresses.AsSpan();
        var status = tasks.StatusOf.AsSpan();
        var awaits = tasks.AwaitsOf.AsSpan();
        var shapeOf = tasks.ShapeOf.AsSpan();
        for (var index = first; index < end; index++)
        {
            if (rows[index].Awaited != 0 && status[index] == TaskStatusFlags.Pending)
            {
                awaited[index] = awaits[index] is >= 0 and var next ? addresses[next]
                    : tasks[index].WaitsFor is >= 0 and var waitable && waitables[waitable].Kind == WaitableKind.Channel ? waitables[waitable].Address
                    : 0;
            }

            // The innermost of the runtime's own async methods does not say what it awaits: the awaited task does.
            if (awaited[index] == 0 && awaits[index] is >= 0 and var other && status[index] == TaskStatusFlags.Pending && tasks.Shapes[shapeOf[index]].Kind == TaskKind.AsyncMethod)
            {
                awaited[index] = addresses[other];
            }
        }
    }

    /// <summary>Of a chain of the runtime's own async methods whose end is not known, only the task is known to others: it is looked into at once.</summary>
    private static void OpenUnknown(TaskTable tasks, ulong[] awaited, TaskCollector? collector)
    {
        foreach (var (task, innermost) in collector?.Innermost ?? new Dictionary<ulong, ulong>())
        {
            var leaf = tasks.Find(innermost);
            if (leaf >= 0 && awaited[leaf] == 0)
            {
                for (var row = tasks.Find(task); row >= 0 && row != leaf; row = tasks.AwaitsOf[row])
                {
                    awaited[row] = 0;
                }
            }
        }
    }
}
