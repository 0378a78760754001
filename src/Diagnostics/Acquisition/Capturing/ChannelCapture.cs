using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The channels of the program with somebody waiting. A reader awaits an operation that only the channel knows, so the
/// waiting operations of all channels are listed and joined with the tasks.
/// </summary>
internal sealed class ChannelCapture(ClrHeap heap) : IHeapInterest
{
    private const int MaxChannels = 100_000;
    private const int MaxOperations = 100_000;

    private readonly List<ulong> _channels = [];

    public IHeapInterest? InterestIn(ClrType type) => ChannelLayout.IsChannel(type.Name ?? "") ? this : null;

    public void Visit(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (_channels.Count < MaxChannels)
        {
            _channels.Add(address);
        }
    }

    /// <summary>Registers the channels that tasks wait for, and gives each of those tasks its channel.</summary>
    /// <param name="rows">What the table was built of, in its order.</param>
    public TaskTable Join(TaskTable tasks, ReadOnlySpan<TaskRow> rows, WaitableRegistry waitables)
    {
        if (_channels.Count == 0 || tasks.Count == 0)
        {
            return tasks;
        }

        var operations = new Dictionary<ulong, ulong>();
        foreach (var channel in _channels)
        {
            AddOperations(heap.GetObject(channel), operations);
        }

        int[]? waitsFor = null;
        for (var index = 0; index < (operations.Count == 0 ? 0 : rows.Length); index++)
        {
            if (OperationOf(rows[index], tasks) is not 0 and var operation && operations.TryGetValue(operation, out var channel))
            {
                waitsFor ??= tasks.WaitsForOf.IsEmpty ? [.. Enumerable.Repeat(-1, tasks.Count)] : [.. tasks.WaitsForOf];
                waitsFor[index] = Add(heap.GetObject(channel), waitables);
            }
        }

        return waitsFor is null ? tasks : tasks with { WaitsForOf = [.. waitsFor] };
    }

    private static int Add(ClrObject channel, WaitableRegistry waitables)
    {
        var index = waitables.Add(channel, WaitableKind.Channel, Detail(channel));
        foreach (var field in (string[])[ChannelLayout.ReaderField, ChannelLayout.WriterField])
        {
            if (channel.TryReadObjectField(field, out var end) && !end.IsNull)
            {
                waitables.AddAlias(channel.Address, end.Address);
            }
        }

        return index;
    }

    private ulong OperationOf(TaskRow row, TaskTable tasks)
    {
        if (row.Awaited != 0)
        {
            return row.Awaited;
        }

        return tasks.Shapes[row.Shape].Name.Contains(ChannelLayout.AsTaskName, StringComparison.Ordinal)
            && heap.GetObject(row.Address).TryReadObjectField(ChannelLayout.AsTaskSourceField, out var source) ? source.Address : 0;
    }

    private static void AddOperations(ClrObject channel, Dictionary<ulong, ulong> operations)
    {
        foreach (var field in ChannelLayout.ReaderFields.Concat(ChannelLayout.WriterFields))
        {
            if (channel.Type?.GetFieldByName(field) is not null && channel.TryReadObjectField(field, out var first) && !first.IsNull)
            {
                AddChain(channel, first, operations);
            }
        }
    }

    private static void AddChain(ClrObject channel, ClrObject first, Dictionary<ulong, ulong> operations)
    {
        if (first.Type?.GetFieldByName(ChannelLayout.DequeArrayField) is not null)
        {
            if (first.TryReadObjectField(ChannelLayout.DequeArrayField, out var array) && array.IsArray)
            {
                for (var i = 0; i < Math.Min(array.AsArray().Length, MaxOperations); i++)
                {
                    if (array.AsArray().GetObjectValue(i) is { IsNull: false } item)
                    {
                        operations[item.Address] = channel.Address;
                    }
                }
            }

            return;
        }

        // A list, or a ring that comes back to the first.
        for (var operation = first; !operation.IsNull && operations.Count < MaxOperations && operations.TryAdd(operation.Address, channel.Address);)
        {
            _ = operation.TryReadObjectField(ChannelLayout.NextField, out var next);
            operation = next;
        }
    }

    private static string Detail(ClrObject channel)
    {
        var done = channel.TryReadObjectField(ChannelLayout.DoneField, out var reason) && !reason.IsNull;
        var capacity = channel.Type?.GetFieldByName(ChannelLayout.CapacityField) is not null && channel.TryReadField<int>(ChannelLayout.CapacityField, out var limit) ? $"capacity {limit}, " : "";
        return $"{capacity}writing {(done ? "completed" : "not completed")}";
    }
}
