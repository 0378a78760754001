using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Collects the semaphores that somebody waits for, and the tasks that wait for each.</summary>
internal sealed class SemaphoreCollector(ClrHeap heap) : IHeapInterest
{
    private const int MaxWaiters = 1_000_000;

    private readonly List<ulong> _waitedFor = [];
    private SemaphoreLayout? _layout;

    public IHeapInterest? InterestIn(ClrType type)
    {
        if (type.Name != SemaphoreLayout.SemaphoreType)
        {
            return null;
        }

        _layout = SemaphoreLayout.Find(type);
        return _layout is null ? null : this;
    }

    public void Visit(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= _layout!.AsyncHead + 8
            && (MemoryMarshal.Read<ulong>(bytes[_layout.AsyncHead..]) != 0 || MemoryMarshal.Read<int>(bytes[_layout.WaitCount..]) > 0))
        {
            _waitedFor.Add(address);
        }
    }

    /// <summary>Adds the semaphores to those waited for; the result is each waiting task with the index of its semaphore.</summary>
    public IReadOnlyList<(ulong Task, int Waitable)> Register(WaitableRegistry waitables)
    {
        var waits = new List<(ulong, int)>();
        foreach (var semaphore in _waitedFor.Select(heap.GetObject))
        {
            var index = waitables.Add(semaphore, WaitableKind.SemaphoreSlim);
            var before = waits.Count;
            _ = semaphore.TryReadObjectField(SemaphoreLayout.AsyncHeadField, out var node);
            while (node is { IsNull: false, Type: not null } && waits.Count - before < MaxWaiters)
            {
                waits.Add((node.Address, index));
                _ = node.TryReadObjectField(SemaphoreLayout.NextField, out var next);
                node = next;
            }

            _ = semaphore.TryReadField<int>(SemaphoreLayout.CurrentCountField, out var free);
            _ = semaphore.TryReadField<int>(SemaphoreLayout.MaxCountField, out var maximum);
            _ = semaphore.TryReadField<int>(SemaphoreLayout.WaitCountField, out var threads);
            var waiting = waits.Count - before + threads;
            waitables.Update(index, waitable => waitable with
            {
                Capacity = maximum == SemaphoreLayout.NoMaximum ? null : maximum,
                Detail = maximum == SemaphoreLayout.NoMaximum ? $"{free} free, {waiting} waiting" : $"{free} of {maximum} free, {waiting} waiting",
            });
        }

        return waits;
    }
}
