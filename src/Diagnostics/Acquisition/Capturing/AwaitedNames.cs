using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Names what chains of awaits end in by the fields that lead there: the promise of a TaskCompletionSource, a timer, a
/// socket. Only the promises that most wait for: each search goes through the heap once more.
/// </summary>
internal sealed class AwaitedNames
{
    private const int Most = 200;
    private const ulong SmallHeap = 64UL << 20;
    private const ulong LargeHeap = 256UL << 20;
    private const int FewTasks = 20_000;

    private readonly ClrHeap _heap;
    private readonly List<(int Row, ulong Address)> _promises = [];
    private readonly List<(int Row, ulong Address)> _sources = [];

    public AwaitedNames(ClrHeap heap, TaskTable tasks, ReadOnlySpan<TaskRow> rows)
    {
        _heap = heap;
        var size = HeapMarker.SizeOf(heap);
        if (size <= (tasks.Count <= FewTasks ? LargeHeap : SmallHeap))
        {
            AddPromises(tasks);
            AddSources(tasks, rows);
        }
    }

    /// <summary>The objects whose fields are to be looked for.</summary>
    public IEnumerable<ulong> Addresses => _promises.Concat(_sources).Select(item => item.Address);

    /// <param name="descriptors">Null when the process is not there to be asked.</param>
    public TaskTable AddTo(TaskTable tasks, FieldNames fields, DescriptorNames? descriptors)
    {
        var sources = tasks.Sources.ToDictionary(source => source.Row);
        foreach (var (row, address) in _sources)
        {
            var name = fields.FindOwn(address) ?? fields.FindOwn(fields.OuterOf(address)) ?? SocketOf(address, descriptors);
            if (sources.TryGetValue(row, out var known))
            {
                sources[row] = known with { Name = name };
            }
            else if (_heap.GetObjectType(address)?.Name is { } type)
            {
                sources[row] = new AwaitedSource(row, KnownSources.Find(type) ?? Symbols.CSharpTypeName.Short(type)) { Name = name };
            }
        }

        return tasks with
        {
            Sources = [.. sources.Values.OrderBy(source => source.Row)],
            Named =
            [
                .. _promises.Select(item => (item.Row, Field: fields.FindOwn(item.Address) ?? fields.FindOwn(fields.OuterOf(item.Address))))
                    .Where(item => item.Field is not null)
                    .OrderBy(item => item.Row)
                    .Select(item => new NamedPromise(item.Row, item.Field!)),
            ],
        };
    }

    private void AddPromises(TaskTable tasks)
    {
        var waiters = new int[tasks.Count];
        foreach (var awaited in tasks.AwaitsOf)
        {
            if (awaited >= 0)
            {
                waiters[awaited]++;
            }
        }

        _promises.AddRange(Enumerable.Range(0, tasks.Count)
            .Where(row => tasks[row].Shape.Kind == TaskKind.Promise && tasks.AwaitsOf[row] < 0)
            .OrderByDescending(row => waiters[row])
            .Take(Most)
            .Select(row => (row, tasks.Addresses[row])));
    }

    /// <summary>What async methods await that is no task, and what tasks stand for that were made of value tasks.</summary>
    /// <param name="rows">What the table was built of, in its order.</param>
    private void AddSources(TaskTable tasks, ReadOnlySpan<TaskRow> rows)
    {
        for (var index = 0; index < rows.Length && _sources.Count < Most; index++)
        {
            var row = rows[index];
            if (row.Awaited != 0 && tasks.SourceOf(index) is not null)
            {
                _sources.Add((index, row.Awaited));
            }
            else if (row.Awaited == 0 && tasks.Shapes[row.Shape].Name.Contains(ChannelLayout.AsTaskName, StringComparison.Ordinal)
                && tasks[index].WaitsFor < 0
                && _heap.GetObject(row.Address).TryReadObjectField(ChannelLayout.AsTaskSourceField, out var source) && !source.IsNull)
            {
                _sources.Add((index, source.Address));
            }
        }
    }

    private string? SocketOf(ulong address, DescriptorNames? descriptors) =>
        descriptors is not null
        && _heap.GetObject(address) is { Type.Name: KnownSources.SocketOperation } operation
        && operation.TryReadObjectField(KnownSources.SocketField, out var socket) && !socket.IsNull
        && socket.TryReadObjectField(KnownSources.SocketHandleField, out var handle) && !handle.IsNull
        && handle.TryReadField<nint>(KnownSources.DescriptorField, out var descriptor) && descriptor is >= 0 and < int.MaxValue
            ? descriptors.Find((int)descriptor)
            : null;
}
