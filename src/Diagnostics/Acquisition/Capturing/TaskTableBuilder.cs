using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Sorts the collected tasks by address and joins each with the task that it waits for.</summary>
internal sealed class TaskTableBuilder
{
    private const int MaxSources = 100_000;

    private readonly ReadOnlyMemory<TaskRow> _rows;
    private readonly ulong[] _addresses;
    private readonly int[] _awaits;
    private readonly TaskStatusFlags[] _status;
    private readonly List<FurtherAwait> _further = [];
    private readonly List<AwaitedSource> _sources = [];
    private readonly Dictionary<ulong, string?> _sourceNames = [];
    private readonly IReadOnlyList<TaskShape> _shapes;
    private readonly ClrHeap _heap;
    private readonly TaskLayout _layout;
    private readonly TaskContinuations _continuations;

    private TaskTableBuilder(ReadOnlyMemory<TaskRow> rows, IReadOnlyList<TaskShape> shapes, ClrHeap heap, TaskLayout layout)
    {
        _rows = rows;
        _addresses = FreshPages.Array<ulong>(rows.Length);
        _awaits = FreshPages.Array<int>(rows.Length);
        _status = FreshPages.Array<TaskStatusFlags>(rows.Length);
        _shapes = shapes;
        _heap = heap;
        _layout = layout;
        Halves.Run(rows.Length, (first, end) =>
        {
            var all = Rows;
            for (var i = first; i < end; i++)
            {
                _addresses[i] = all[i].Address;
            }
        });
        _continuations = new TaskContinuations(heap, _addresses);
    }

    private ReadOnlySpan<TaskRow> Rows => _rows.Span;

    public static TaskTable Build(TaskCollector collector, TaskShapes shapes, ClrHeap heap, TaskLayout layout)
    {
        var builder = new TaskTableBuilder(collector.Rows, shapes.All, heap, layout);
        builder.JoinForward(collector.Iterators);
        builder.JoinCombinators();
        builder.JoinRuntimeAsync(collector.Innermost);
        var (shapeOf, stateOf) = (FreshPages.Array<int>(builder._rows.Length), FreshPages.Array<int>(builder._rows.Length));
        Halves.Run(shapeOf.Length, (first, end) =>
        {
            var rows = builder.Rows;
            for (var i = first; i < end; i++)
            {
                (shapeOf[i], stateOf[i]) = (rows[i].Shape, rows[i].State);
            }
        });
        return new TaskTable
        {
            Addresses = ImmutableCollectionsMarshal.AsImmutableArray(builder._addresses),
            ShapeOf = ImmutableCollectionsMarshal.AsImmutableArray(shapeOf),
            StateOf = ImmutableCollectionsMarshal.AsImmutableArray(stateOf),
            AwaitsOf = ImmutableCollectionsMarshal.AsImmutableArray(builder._awaits),
            StatusOf = ImmutableCollectionsMarshal.AsImmutableArray(builder._status),
            Shapes = [.. shapes.All],
            Sources = [.. builder._sources],
            Further = [.. builder._further.OrderBy(further => further.Row)],
        };
    }

    /// <summary>A state machine knows what it waits for.</summary>
    private void JoinForward(IReadOnlyDictionary<ulong, ulong> iterators)
    {
        Halves.Run(_awaits.Length, FindAwaited);
        var rows = Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            if (_awaits[i] < 0 && iterators.Count > 0 && iterators.TryGetValue(rows[i].Awaited, out var iterator))
            {
                _awaits[i] = Find(iterator, near: i);
            }

            if (_awaits[i] < 0 && _shapes[rows[i].Shape].Kind == TaskKind.AsyncMethod && rows[i].State >= 0 && IsReadyToGoOn(rows[i].Awaited))
            {
                _status[i] = TaskStatusFlags.Queued;
            }
            else if (_awaits[i] < 0 && rows[i] is { Awaited: not 0, State: >= 0 } && _sources.Count < MaxSources && SourceAt(rows[i].Awaited) is { } source)
            {
                _sources.Add(new AwaitedSource(i, source));
            }
        }
    }

    private void FindAwaited(int first, int end)
    {
        var rows = Rows;
        for (var i = first; i < end; i++)
        {
            _awaits[i] = rows[i].Awaited == 0 ? -1 : Find(rows[i].Awaited, near: i);
        }
    }

    /// <summary>The row of an address; -1 for none. Who awaits and what is awaited were mostly made together, so the search widens from one to the other.</summary>
    private int Find(ulong address, int near)
    {
        var (low, high) = (near, near);
        for (var step = 1; low > 0 && _addresses[low] > address; step *= 2)
        {
            low = Math.Max(0, low - step);
        }

        for (var step = 1; high < _addresses.Length - 1 && _addresses[high] < address; step *= 2)
        {
            high = Math.Min(_addresses.Length - 1, high + step);
        }

        return Math.Max(-1, Array.BinarySearch(_addresses, low, high - low + 1, address));
    }

    private string? SourceAt(ulong address)
    {
        var methodTable = _heap.Runtime.DataTarget.DataReader.ReadPointer(address) & ~7UL;
        if (!_sourceNames.TryGetValue(methodTable, out var name))
        {
            var type = _heap.GetTypeByMethodTable(methodTable);
            name = type?.Name is null || TypeAncestry.IsTask(type) ? null : KnownSources.Find(type.Name) ?? NameOf(type.Name);
            _sourceNames.Add(methodTable, name);
        }

        return name;
    }

    private static string NameOf(string type) => CSharpMethodName.IsStateMachineName(type) ? CSharpMethodName.OfStateMachine(type) : CSharpTypeName.Short(type);

    /// <summary>
    /// WhenAll and its kin keep no list of what they wait for; the tasks they wait for point at them.
    /// </summary>
    private void JoinCombinators()
    {
        var rows = Rows;
        if (!_shapes.Any(shape => shape.Kind == TaskKind.Combinator))
        {
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            // Mostly another async method goes on, which is a row and no combination.
            if (rows[i].Continuation is var next && (next == 0 || (Find(next, near: i) is >= 0 and var direct && _shapes[rows[direct].Shape].Kind != TaskKind.Combinator)))
            {
                continue;
            }

            foreach (var continuation in _continuations.Of(rows[i].Continuation))
            {
                var promise = Array.BinarySearch(_addresses, continuation);
                if (promise < 0 || promise == _awaits[i] || _shapes[rows[promise].Shape].Kind != TaskKind.Combinator)
                {
                    continue;
                }

                if (_awaits[promise] < 0)
                {
                    _awaits[promise] = i;
                }
                else if (_awaits[promise] != i)
                {
                    _further.Add(new FurtherAwait(promise, i));
                }
            }
        }
    }

    /// <summary>
    /// The innermost of the runtime's own async methods does not say what it awaits; the awaited task points at the delegate
    /// that goes on with its task.
    /// </summary>
    private void JoinRuntimeAsync(IReadOnlyDictionary<ulong, ulong> innermost)
    {
        var rows = Rows;
        if (innermost.Count == 0)
        {
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var continuation in _continuations.Of(rows[i].Continuation))
            {
                var target = innermost.ContainsKey(continuation) ? continuation : _continuations.TargetOf(continuation);
                if (innermost.TryGetValue(target, out var method) && Array.BinarySearch(_addresses, method) is >= 0 and var row)
                {
                    _awaits[row] = i;
                }
            }
        }

        foreach (var method in innermost.Values)
        {
            // What such a method awaits when no task points at it cannot be told: not that it is ready to go on.
            if (Array.BinarySearch(_addresses, method) is >= 0 and var row)
            {
                _status[row] = TaskStatusFlags.Pending;
            }
        }
    }

    /// <summary>The awaiter is cleared, as Task.Yield leaves it, or the awaited task is done.</summary>
    private bool IsReadyToGoOn(ulong awaited)
    {
        if (awaited == 0)
        {
            return true;
        }

        var task = _heap.GetObject(awaited);
        return TypeAncestry.IsTask(task.Type)
            && (_heap.Runtime.DataTarget.DataReader.Read<int>(awaited + (ulong)_layout.StateFlags) & TaskLayout.CompletedMask) != 0;
    }
}
