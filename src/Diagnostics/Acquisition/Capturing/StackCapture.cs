using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>The stack of one thread, and what it waits for if it does.</summary>
internal sealed class CapturedStack
{
    private IReadOnlyList<StackObject>? _objects;

    private CapturedStack(ClrThread thread, ClrStackFrame[] frames)
    {
        Thread = thread;
        Frames = frames;
    }

    public ClrThread Thread { get; }

    /// <summary>Innermost first.</summary>
    public ClrStackFrame[] Frames { get; }

    public WaitKind? WaitKind { get; private set; }

    /// <summary>Index of the outermost frame of the wait; -1 when the thread does not wait.</summary>
    public int WaitFrame { get; private set; } = -1;

    public bool IsIdleWorker { get; private set; }

    public bool IsPoolWorker { get; private set; }

    public bool IsRuntimeThread { get; private set; }

    public bool IsTimerThread { get; private set; }

    /// <summary>The objects that the frames refer to, innermost frame first. Read on first use: most threads are not asked.</summary>
    public IReadOnlyList<StackObject> Objects => _objects ??= ReadObjects();

    /// <summary>The objects that the frames of the wait itself refer to.</summary>
    public IEnumerable<ClrObject> WaitObjects => Objects.TakeWhile(root => root.Frame <= WaitFrame).Select(root => root.Object);

    /// <summary>
    /// Whether the thread executes managed code in a method in which others block: it has just come in or is about to
    /// leave. A thread that blocks has told the runtime before (preemptive mode); one that wants a SpinLock never blocks.
    /// </summary>
    public bool IsAtTheEdgeOfAWait => Thread.GCMode == GCMode.Cooperative && WaitKind is not (null or Model.WaitKind.SpinLock or Model.WaitKind.TypeInitializer);

    public static CapturedStack Read(ClrThread thread, int maxFrames)
    {
        var stack = new CapturedStack(thread, [.. thread.EnumerateStackTrace(includeContext: false, maxFrames)]);
        stack.Classify();
        return stack;
    }

    /// <summary>Says what the thread waits for where the names of its methods do not.</summary>
    public void WaitIn(WaitKind? kind, int frame)
    {
        WaitKind = kind;
        WaitFrame = frame;
    }

    private void Classify()
    {
        var top = true;
        for (var i = 0; i < Frames.Length; i++)
        {
            if (Frames[i].Method is not { } method)
            {
                continue; // a frame of the runtime without a method: a transition
            }

            var type = method.Type.Name ?? "";
            var name = method.Name ?? "";
            IsPoolWorker |= WaitMethods.IsPoolWorker(type);
            IsRuntimeThread |= WaitMethods.IsRuntimeThread(type, name);
            IsTimerThread |= WaitMethods.IsTimerThread(type, name);
            top &= WaitMethods.MayBeIn(Path.GetFileName(method.Type.Module.Name.AsSpan()));
            if (!top)
            {
                continue;
            }

            IsIdleWorker |= WaitMethods.IsIdleWorker(type);
            if (WaitMethods.Find(type, name) is { } kind)
            {
                WaitKind = kind;

                // In optimised code the wait may be inlined: then only the runtime's frame names it, and the objects
                // belong to the managed frame below.
                WaitFrame = Frames[i].Kind == ClrStackFrameKind.Runtime && i + 1 < Frames.Length ? i + 1 : i;
            }
        }
    }

    private StackObject[] ReadObjects()
    {
        var frameOf = new Dictionary<ulong, int>();
        for (var i = 0; i < Frames.Length; i++)
        {
            frameOf[Frames[i].StackPointer] = i; // a runtime frame shares the stack pointer of its caller: the caller wins
        }

        var objects = new List<StackObject>();
        foreach (var root in Thread.EnumerateStackRoots())
        {
            if (root.Object is { IsNull: false, Type: not null } found && root.StackFrame is { } frame)
            {
                objects.Add(new StackObject(frameOf.GetValueOrDefault(frame.StackPointer, int.MaxValue), found));
            }
        }

        return [.. objects.OrderBy(root => root.Frame)];
    }
}

/// <summary>An object that a frame of a stack refers to.</summary>
/// <param name="Frame">Index of the frame.</param>
internal readonly record struct StackObject(int Frame, ClrObject Object);
