using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Turns captured stacks into the threads of the model.</summary>
internal sealed class ThreadCapture(MethodNames methods, ThreadNames threadNames, WaitableRegistry waitables, FieldNames fields, NativeThreads native, NativeCalls calls, int processId)
{
    public ThreadInfo Capture(CapturedStack stack, CapturedWait? captured, TaskTable tasks, ImmutableArray<ThreadContext> contexts)
    {
        var (frames, indexOf) = Frames(stack);
        var osId = stack.Thread.OSThreadId;
        var wait = captured is null ? null : new Wait
        {
            Kind = stack.WaitKind!.Value,
            Frame = FirstUserFrame(frames),
            Waitable = captured.Waitable,
            Thread = captured.Thread,
            Several = captured.Several,
            NeedsAll = captured.NeedsAll,
            Mode = captured.Mode,
            InferredFrom = captured.InferredFrom,
            Process = captured.Process,
            Task = captured.Task == 0 ? null : tasks.Find(captured.Task) is var row && row >= 0 ? row : null,
        };
        return new ThreadInfo
        {
            Id = stack.Thread.ManagedThreadId,
            OsId = native.IdOf(osId),
            Name = threadNames.Find(stack.Thread.ManagedThreadId) ?? OwnNativeName(osId, KindOf(stack)),
            Kind = KindOf(stack),
            Activity = stack.IsIdleWorker ? ThreadActivity.Idle
                : wait is null ? ThreadActivity.Running
                : wait.Kind == WaitKind.Sleep ? ThreadActivity.Sleeping
                : ThreadActivity.Waiting,
            Wait = wait?.Kind == WaitKind.Sleep ? null : wait,
            Holds = Holds(stack, indexOf, frames),
            Contexts = contexts,
            Runs = wait is null ? [] : RunningTasks.Of(stack, tasks),
            Frames = frames,
            Call = wait is null && !stack.IsIdleWorker && !stack.IsRuntimeThread ? calls.Of(osId) : null,
            NativeState = native.StateOf(osId),
            ProcessorTime = native.ProcessorTimeOf(osId),
        };
    }

    /// <summary>A thread without a name has that of the thread which started it, in the kernel: a worker's, or that of the program.</summary>
    private string? OwnNativeName(uint osId, ThreadKind kind) =>
        native.NameOf(osId) is { } name
        && !(kind == ThreadKind.Dedicated && (name.StartsWith(".NET ", StringComparison.Ordinal) || name == native.NameOf(native.InsideIdOf((uint)processId))))
            ? name
            : null;

    private (ImmutableArray<Frame> Frames, int[] IndexOf) Frames(CapturedStack stack)
    {
        var frames = ImmutableArray.CreateBuilder<Frame>(stack.Frames.Length);
        var indexOf = new int[stack.Frames.Length];
        Microsoft.Diagnostics.Runtime.ClrMethod? called = null;
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            indexOf[i] = frames.Count;
            var isHidden = stack.Frames[i].Kind == Microsoft.Diagnostics.Runtime.ClrStackFrameKind.Runtime
                || TaskLayout.IsAsyncMachinery(stack.Frames[i].Method?.Type.Name);
            if (!isHidden && methods.FrameOf(stack.Frames[i], called) is { } frame)
            {
                var entersLock = stack.WaitKind == WaitKind.Lock && i > stack.WaitFrame && !frame.IsFramework && frames.All(inner => inner.IsFramework);
                frames.Add(entersLock && methods.LockStatementEntered(stack.Frames[i]) is { } line ? frame with { Line = line } : frame);
                called = stack.Frames[i].Method;
            }
        }

        return (frames.ToImmutable(), indexOf);
    }

    private ImmutableArray<HeldLock> Holds(CapturedStack stack, int[] indexOf, ImmutableArray<Frame> frames)
    {
        var holds = ImmutableArray.CreateBuilder<HeldLock>();
        for (var i = 0; i < waitables.All.Count; i++)
        {
            if (!IsHeldBy(waitables.All[i], stack.Thread.ManagedThreadId))
            {
                continue;
            }

            if (waitables.All[i].Kind is WaitableKind.ReaderWriterLock or WaitableKind.TypeInitializer)
            {
                holds.Add(FindHold(stack, indexOf, frames, i));
                continue;
            }

            // The statement that took the lock keeps it in a local: the outermost frame that refers to it.
            var address = waitables.All[i].Address;
            var captured = stack.Objects.LastOrDefault(item => item.Object.Address == address && item.Frame < indexOf.Length);
            if (waitables.All[i].Kind == WaitableKind.Lazy && captured.Object.Address == address)
            {
                // The frames of Lazy itself are not shown; the one that asked for the value is.
                holds.Add(new HeldLock(i, FirstUserFrame(frames, indexOf[captured.Frame])));
                continue;
            }

            holds.Add(captured.Object.Address == address && indexOf[captured.Frame] < frames.Length
                ? new HeldLock(i, indexOf[captured.Frame]) { TakenAt = TakenAt(stack, captured.Frame, frames[indexOf[captured.Frame]].Line) }
                : new HeldLock(i, -1));
        }

        return holds.ToImmutable();
    }

    /// <summary>
    /// The line that took the only lock of a frame; with several lock statements around the call it cannot be told which
    /// took which. The statement that still waits for its lock is not one of them.
    /// </summary>
    private SourceLine? TakenAt(CapturedStack stack, int frame, SourceLine? current)
    {
        var lines = methods.LockStatementsAround(stack.Frames[frame], isTop: frame == 0).Where(line => line != current).ToArray();
        return lines is [var only] ? only : null;
    }

    private static bool IsHeldBy(Waitable waitable, int thread)
    {
        if (waitable.Owner == thread)
        {
            return true;
        }

        foreach (var holder in waitable.Holders)
        {
            if (holder.Thread == thread)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is held by code and not by an object in a local: its frame is the one that runs, or gives the lock back at its end.</summary>
    private HeldLock FindHold(CapturedStack stack, int[] indexOf, ImmutableArray<Frame> frames, int waitable)
    {
        for (var i = stack.Frames.Length - 1; i >= 0; i--)
        {
            if (waitables.All[waitable].Kind == WaitableKind.TypeInitializer)
            {
                if (TypeInitializers.IsRunning(stack.Frames[i]) && stack.Frames[i].Method!.Type.MethodTable == waitables.All[waitable].Address)
                {
                    return new HeldLock(waitable, indexOf[i]);
                }
            }
            else if (indexOf[i] < frames.Length && !frames[indexOf[i]].IsFramework && TakenForReadingOrWriting(stack, i, waitable) is { } statement)
            {
                return new HeldLock(waitable, indexOf[i]) { TakenAt = statement.Line };
            }
        }

        return new HeldLock(waitable, -1);
    }

    private ReaderWriterStatement? TakenForReadingOrWriting(CapturedStack stack, int frame, int waitable)
    {
        var field = fields.Find(waitables.NamedBy(waitable));
        return field is null ? null : methods.ReaderWriterStatementsAround(stack.Frames[frame], isTop: frame == 0)
            .FirstOrDefault(statement => field.EndsWith("." + statement.Field, StringComparison.Ordinal));
    }

    private ThreadKind KindOf(CapturedStack stack) =>
        stack.Thread.IsFinalizer ? ThreadKind.Finalizer
        : native.IdOf(stack.Thread.OSThreadId) == processId ? ThreadKind.Main
        : stack.IsTimerThread ? ThreadKind.Timer
        : stack.IsRuntimeThread ? ThreadKind.Runtime
        : stack.IsPoolWorker ? ThreadKind.Pool
        : stack.Frames.Any(frame => frame.Method is not null) ? ThreadKind.Dedicated
        : ThreadKind.Runtime;

    private static int FirstUserFrame(ImmutableArray<Frame> frames, int from = 0)
    {
        for (var i = from; i < frames.Length; i++)
        {
            if (!frames[i].IsFramework)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What a thread waits for, by addresses and indexes: the task table is not built yet.</summary>
/// <param name="Task">Address of a task; 0 for none.</param>
internal sealed record CapturedWait(int? Waitable, int? Thread, ulong Task)
{
    /// <summary>Indexes of the waitables that it waits for at once; empty when it is one or none.</summary>
    public ImmutableArray<int> Several { get; init; } = [];

    /// <summary>Whether it needs all of several; null when that cannot be told.</summary>
    public bool? NeedsAll { get; init; }

    /// <summary>How a reader-writer lock is wanted.</summary>
    public LockMode? Mode { get; init; }

    /// <summary>What the object waited for was inferred from; null when a frame refers to it.</summary>
    public string? InferredFrom { get; init; }

    /// <summary>Id of a process.</summary>
    public int? Process { get; init; }

    /// <summary>Whether it is known what the thread waits for.</summary>
    public bool IsIdentified => Waitable is not null || Thread is not null || Process is not null || Task != 0 || !Several.IsEmpty;
}
