using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Collects the pending tasks that the heap walk meets.</summary>
internal sealed class TaskCollector(ClrHeap heap, IDataReader reader, TaskLayout layout, TaskShapes shapes)
{
    private readonly TaskRows _rows = new();
    private readonly Dictionary<ulong, ulong> _innermost = [];
    private readonly Dictionary<ulong, ulong> _iterators = [];

    /// <summary>The rows met so far, by address: those of the table that is built of them.</summary>
    public ReadOnlyMemory<TaskRow> Rows => _rows.Sorted();

    /// <summary>Of each task of the runtime's own async methods, the address of the method that awaits what is no such method.</summary>
    public IReadOnlyDictionary<ulong, ulong> Innermost => _innermost;

    /// <summary>Of each async iterator, which others await, the address of the task that its code belongs to.</summary>
    public IReadOnlyDictionary<ulong, ulong> Iterators => _iterators;

    /// <summary>Null when the type is not a task.</summary>
    public IHeapInterest? InterestIn(ClrType type)
    {
        if (!TypeAncestry.IsTask(type))
        {
            return IsPooledBox(type) && type.GetFieldByName(TaskLayout.StateMachineField) is { } kept
                ? new PooledBox(this, kept.Offset + TaskLayout.HeaderSize, kept.IsObjectReference ? null : shapes.OfStateMachine(kept.Type!))
                : null;
        }

        if (type.GetFieldByName(TaskLayout.StateMachineField) is not { } machine)
        {
            return RuntimeAsyncChains.For(type, heap.Runtime, shapes) is { } chains
                ? new RuntimeAsyncTask(this, chains, shapes.OfPlain(type))
                : new PlainTask(this, shapes.OfPlain(type));
        }

        var offset = machine.Offset + TaskLayout.HeaderSize;
        return machine.IsObjectReference ? new BoxOfClass(this, offset)
            : machine.Type is { } type2 && shapes.OfStateMachine(type2) is { } known ? new BoxOfStruct(this, offset, known)
            : new PlainTask(this, shapes.OfPlain(type));
    }

    private static bool IsPooledBox(ClrType type) =>
        type.Name?.StartsWith(TaskLayout.PooledBoxPrefix, StringComparison.Ordinal) == true;

    private bool IsPending(ReadOnlySpan<byte> task) => (Words.Number(task, layout.StateFlags) & TaskLayout.CompletedMask) == 0;

    private void AddMachine(ulong address, ReadOnlySpan<byte> task, ReadOnlySpan<byte> fields, StateMachineShape machine) =>
        _rows.Add(new TaskRow(address, machine.Shape, Words.Number(fields, machine.References.State), AwaitedIn(fields, machine), Words.Address(task, layout.Continuation)));

    private static ulong AwaitedIn(ReadOnlySpan<byte> fields, StateMachineShape machine)
    {
        ulong awaited = 0;
        foreach (var offset in machine.References.Awaited)
        {
            awaited = Words.Address(fields, offset);
            if (awaited != 0)
            {
                break;
            }
        }

        return awaited;
    }

    /// <summary>
    /// An async method whose box is used again and again. One that nobody uses looks like one at its first await, but
    /// awaits nothing.
    /// </summary>
    /// <param name="machine">Null when the state machine is an object of its own.</param>
    private sealed class PooledBox(TaskCollector owner, int offset, StateMachineShape? machine) : IHeapInterest
    {
        private readonly byte[] _fields = new byte[4096];

        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            var shape = machine;
            var fields = offset < bytes.Length ? bytes[offset..] : default;
            if (shape is null)
            {
                var kept = Words.Address(bytes, offset);
                shape = kept != 0 && owner.Heap.GetObjectType(kept) is { } type ? owner.Shapes.OfStateMachine(type) : null;
                var read = shape is null ? 0 : owner.Reader.Read(kept + TaskLayout.HeaderSize, _fields.AsSpan(0, Math.Clamp(shape.Size, 8, _fields.Length)));
                fields = _fields.AsSpan(0, Math.Max(0, read));
            }

            if (shape is not null && AwaitedIn(fields, shape) is var awaited and not 0)
            {
                owner._rows.Add(new TaskRow(address, shape.Shape, Words.Number(fields, shape.References.State), awaited, 0));
            }
        }
    }

    /// <summary>A task that is no state machine: a delegate to run, a promise, a combination of other tasks.</summary>
    private sealed class PlainTask(TaskCollector owner, int shape) : IHeapInterest
    {
        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            if (owner.IsPending(bytes))
            {
                var action = Words.Address(bytes, owner.Layout.Action);
                var named = action == 0 ? shape : owner.Shapes.OfDelegate(action, shape) ?? shape;
                owner._rows.Add(new TaskRow(address, named, -1, 0, Words.Address(bytes, owner.Layout.Continuation)));
            }
        }
    }

    /// <summary>The task of an async method that the runtime suspends by itself.</summary>
    private sealed class RuntimeAsyncTask(TaskCollector owner, RuntimeAsyncChains chains, int shape) : IHeapInterest
    {
        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            if (owner.IsPending(bytes))
            {
                var goesOn = Words.Address(bytes, owner.Layout.Continuation);
                var rows = chains.Read(address, goesOn);
                foreach (var row in rows)
                {
                    owner._rows.Add(row);
                }

                if (rows.Count == 0)
                {
                    owner._rows.Add(new TaskRow(address, shape, -1, 0, goesOn));
                }
                else
                {
                    owner._innermost[address] = rows[^1].Address;
                }
            }
        }
    }

    /// <summary>An async method whose state machine is a struct inside the task: optimised builds.</summary>
    private sealed class BoxOfStruct(TaskCollector owner, int offset, StateMachineShape machine) : IHeapInterest
    {
        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            if (owner.IsPending(bytes) && offset < bytes.Length)
            {
                owner.AddMachine(address, bytes, bytes[offset..], machine);
            }
        }
    }

    /// <summary>An async method whose state machine is an object of its own: debug builds.</summary>
    private sealed class BoxOfClass(TaskCollector owner, int offset) : IHeapInterest
    {
        private readonly Dictionary<ulong, StateMachineShape?> _byMethodTable = [];
        private readonly byte[] _fields = new byte[4096];

        public void Visit(ulong address, ReadOnlySpan<byte> bytes)
        {
            var machine = Words.Address(bytes, offset);
            if (!owner.IsPending(bytes) || ShapeOf(machine) is not { } shape)
            {
                return;
            }

            var read = owner.Reader.Read(machine + TaskLayout.HeaderSize, _fields.AsSpan(0, Math.Clamp(shape.Size, 8, _fields.Length)));
            owner.AddMachine(address, bytes, _fields.AsSpan(0, Math.Max(0, read)), shape);
            if (shape.IsIterator)
            {
                owner._iterators[machine] = address;
            }
        }

        private StateMachineShape? ShapeOf(ulong machine)
        {
            var methodTable = owner.Reader.ReadPointer(machine) & ~7UL;
            if (!_byMethodTable.TryGetValue(methodTable, out var shape))
            {
                shape = owner.Heap.GetTypeByMethodTable(methodTable) is { } type ? owner.Shapes.OfStateMachine(type) : null;
                _byMethodTable.Add(methodTable, shape);
            }

            return shape;
        }
    }

    private ClrHeap Heap => heap;

    private IDataReader Reader => reader;

    private TaskLayout Layout => layout;

    private TaskShapes Shapes => shapes;
}
