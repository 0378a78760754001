using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Finds waits that nothing can end. Everything that can run leads to what it may still do: statics, handles, timers and
/// queues, and the stacks of threads that are not stuck. A thread that waits, and an async method that awaits, can do
/// nothing until what it waits for was reached by somebody else; so they are looked into only then, again and again until
/// nothing changes. The idea is that of the goroutine leak profile of Go.
/// </summary>
internal sealed class LostWaitCapture
{
    private const int MaxPasses = 100;

    /// <summary>The CONTEXT of x64, and where the stack pointer lies in it.</summary>
    private const int ContextSize = 1232;
    private const int StackPointerInContext = 0x98;
    private const ulong MaxStack = 4 << 20;

    private readonly ClrRuntime _runtime;
    private readonly TaskTable _tasks;
    private readonly ulong[] _awaited;
    private readonly HeapMarker _marker;
    private readonly IReadOnlyList<WaitingThread> _threads;
    private readonly IReadOnlyList<Waitable> _waitables;
    private readonly bool[] _opened;
    private readonly int[] _ends;

    /// <param name="awaited">For each row of the table that stands at an await of a pending task or a channel, the address of that; else 0.</param>
    public LostWaitCapture(ClrRuntime runtime, TaskTable tasks, ulong[] awaited, IReadOnlyList<WaitingThread> threads, IReadOnlyList<Waitable> waitables)
    {
        _runtime = runtime;
        _tasks = tasks;
        _awaited = awaited;
        _threads = threads;
        _waitables = waitables;
        _opened = FreshPages.Array<bool>(tasks.Count);
        var ends = Task.Run(() => ChainEnds.Of(tasks.AwaitsOf.AsSpan(), awaited));
        _marker = new HeapMarker(runtime.Heap, runtime.DataTarget.DataReader);
        for (var row = 0; row < awaited.Length; row++)
        {
            if (awaited[row] != 0)
            {
                _marker.Close(tasks.Addresses[row]);
            }
        }

        _ends = ends.GetAwaiter().GetResult();
    }

    public ImmutableArray<LostWait> Find(CancellationToken cancellation)
    {
        MarkRoots(cancellation);
        var stuck = _threads.Where(thread => thread.MayBeStuck).ToDictionary(thread => thread.Id);
        foreach (var thread in _threads.Where(thread => !thread.MayBeStuck))
        {
            MarkStack(thread);
        }

        for (var pass = 0; pass < MaxPasses; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Advance(stuck))
            {
                return Collect(stuck);
            }
        }

        return []; // whatever is left depends on so much that nothing is claimed
    }

    private void MarkRoots(CancellationToken cancellation)
    {
        // Weak handles too, and objects with a finalizer: what a collection would take away can still act until then.
        foreach (var handle in _runtime.EnumerateHandles())
        {
            _marker.MarkFrom(handle.Object.Address);
            _marker.MarkFrom(handle.Dependent.Address);
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (var finalizable in _runtime.Heap.EnumerateFinalizableObjects())
        {
            _marker.MarkFrom(finalizable.Address);
        }

        foreach (var root in _runtime.Heap.EnumerateFinalizerRoots().Concat(_runtime.Heap.EnumerateAdditionalRoots()))
        {
            _marker.MarkFrom(root.Object.Address);
        }
    }

    private void MarkStack(WaitingThread thread)
    {
        foreach (var item in thread.Stack.Objects)
        {
            _marker.MarkFrom(item.Object.Address);
        }

        // Stopped between two safe points, a thread has references that are not listed. That is only so where it runs managed
        // code: one in native code, as an idle worker that waits for work, has listed them all, and the rest of its stack is
        // what former calls left there.
        if (thread.Stack.Thread.GCMode == GCMode.Cooperative)
        {
            MarkWords(thread.Stack);
        }
    }

    private void MarkWords(CapturedStack stack)
    {
        var reader = _runtime.DataTarget.DataReader;
        var context = new byte[ContextSize];
        if (reader.GetThreadContext(stack.Thread.OSThreadId, 0, context))
        {
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(context))
            {
                _marker.MarkFromWord(word);
            }
        }

        var top = MemoryMarshal.Read<ulong>(context.AsSpan(StackPointerInContext));
        if (stack.Frames.Length == 0 || top == 0 || top > stack.Frames[^1].StackPointer)
        {
            return;
        }

        var bytes = new byte[Math.Min(stack.Frames[^1].StackPointer - top + 1024, MaxStack)];
        var read = Math.Max(0, reader.Read(top, bytes));
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(0, read & ~7)))
        {
            _marker.MarkFromWord(word);
        }
    }

    /// <summary>Looks into all that turned out to be able to go on; false when nothing did.</summary>
    private bool Advance(Dictionary<int, WaitingThread> stuck)
    {
        var changed = false;
        for (var row = 0; row < _tasks.Count; row++)
        {
            if (_awaited[row] != 0 && !_opened[row] && _marker.IsMarked(_tasks.Addresses[row]) && CanComplete(row))
            {
                _opened[row] = changed = true;
                _marker.Open(_tasks.Addresses[row]);
            }
        }

        foreach (var thread in stuck.Values.Where(thread => CanGoOn(thread, stuck)).ToArray())
        {
            changed = true;
            stuck.Remove(thread.Id);
            MarkStack(thread);
        }

        return changed;
    }

    private bool CanGoOn(WaitingThread thread, Dictionary<int, WaitingThread> stuck) => thread switch
    {
        { Joined: { } other } => !stuck.ContainsKey(other),
        { Objects.IsEmpty: false } => thread.NeedsAll ? thread.Objects.All(_marker.IsMarked) : thread.Objects.Any(_marker.IsMarked),
        _ => CanComplete(thread.Task),
    };

    private bool CanComplete(ulong address) =>
        _tasks.Find(address) is >= 0 and var row && _awaited[row] != 0 ? CanComplete(row) : _marker.IsMarked(address);

    /// <summary>What the end of its chain of awaits waits for was reached; that somebody knows the middle does not help. A ring is another fault.</summary>
    private bool CanComplete(int row) => _ends[row] is not (>= 0 and var end) || _marker.IsMarked(_awaited[end]);

    /// <summary>Those stuck for good that somebody would miss: threads, and tasks that something alive still refers to.</summary>
    private ImmutableArray<LostWait> Collect(Dictionary<int, WaitingThread> stuck)
    {
        var found = ImmutableArray.CreateBuilder<LostWait>();
        foreach (var thread in stuck.Values.Where(thread => thread.Joined is null).OrderBy(thread => thread.Id))
        {
            found.Add(!thread.Objects.IsEmpty
                ? new LostWait(thread.Id, null, null, IndexOf(thread.Objects.First(address => !_marker.IsMarked(address))))
                : Chain(thread.Id, _tasks.Find(thread.Task)));
        }

        for (var row = 0; row < _tasks.Count && found.Count < LostWaits.Most; row++)
        {
            if (_awaited[row] != 0 && !_opened[row] && _marker.IsMarked(_tasks.Addresses[row]) && !CanComplete(row))
            {
                found.Add(Chain(null, row));
            }
        }

        return found.ToImmutable();
    }

    private LostWait Chain(int? thread, int top)
    {
        if (top < 0)
        {
            return new LostWait(thread, null, null, null);
        }

        var leaf = TaskChains.LeafOf(_tasks, top);
        return new LostWait(thread, top, leaf, _tasks[leaf].WaitsFor is >= 0 and var index ? index : null);
    }

    private int? IndexOf(ulong address)
    {
        for (var i = 0; i < _waitables.Count; i++)
        {
            if (_waitables[i].Address == address)
            {
                return i;
            }
        }

        return null;
    }
}

/// <summary>A thread as the search sees it.</summary>
/// <param name="Objects">Addresses of the objects that it waits for.</param>
/// <param name="Task">Address of the task that it waits for; 0 for none.</param>
/// <param name="Joined">Managed id of the thread whose end it waits for.</param>
internal sealed record WaitingThread(CapturedStack Stack, ImmutableArray<ulong> Objects, ulong Task, int? Joined)
{
    public int Id => Stack.Thread.ManagedThreadId;

    /// <summary>Of several objects, whether all must be signalled; one does otherwise, and where that cannot be told.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>It waits for something known, without a time limit.</summary>
    public required bool MayBeStuck { get; init; }
}
