using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Reads the thread pool's numbers, counts what is queued in it, and when it last did something.</summary>
internal sealed class PoolCapture(ClrRuntime runtime, QueuedItems items, TimerCollector timers)
{
    /// <summary>A queue with more segments than this is taken for corrupt.</summary>
    private const int MaxSegments = 100_000;

    /// <summary>Null when no worker exists and nothing was ever queued.</summary>
    /// <param name="isLive">False for a dump of some time ago: how long ago things were is not known then.</param>
    public PoolInfo? Read(IReadOnlyCollection<CapturedStack> stacks, bool isLive)
    {
        var workers = stacks.Count(stack => stack.IsPoolWorker);
        var queue = WorkQueue();
        if (workers == 0 && queue.IsNull)
        {
            return null;
        }

        var queued = queue.IsNull ? null : CountQueued(queue);
        return new PoolInfo
        {
            Workers = workers,
            Idle = stacks.Count(stack => stack is { IsPoolWorker: true, IsIdleWorker: true }),
            Minimum = runtime.ThreadPool?.MinThreads,
            Maximum = runtime.ThreadPool?.MaxThreads,
            Queued = queued,
            QueuedUnknownBecause = queued is null ? "the pool's queues have a layout that is not known" : null,
            Work = items.Largest,
            SinceLastDequeue = isLive ? SinceLastDequeue() : null,
            Timers = timers.IsKnown ? timers.Count : null,
            NextTimer = isLive && timers.Soonest is { } left ? TimeSpan.FromMilliseconds(left) : null,
        };
    }

    private ClrObject WorkQueue()
    {
        var type = runtime.BaseClassLibrary.GetTypeByName(PoolLayout.PoolType);
        var field = type?.GetStaticFieldByName(PoolLayout.QueueField);
        return field is null || runtime.AppDomains.FirstOrDefault() is not { } domain || !field.IsInitialized(domain) ? default : field.ReadObject(domain);
    }

    private TimeSpan? SinceLastDequeue()
    {
        var field = runtime.BaseClassLibrary.GetTypeByName(PoolLayout.WorkersType)?.GetStaticFieldByName(PoolLayout.WorkersInstanceField);
        return field is not null && runtime.AppDomains.FirstOrDefault() is { } domain && field.IsInitialized(domain)
            && field.ReadObject(domain) is { IsNull: false, Type: not null } workers
            && workers.TryReadValueTypeField(PoolLayout.CountsField, out var counts)
            && ReadCounter(counts, PoolLayout.LastDequeueField) is { } last and not 0
                ? TimeSpan.FromMilliseconds(Math.Max(0, unchecked(Environment.TickCount - last)))
                : null;
    }

    private int? CountQueued(ClrObject queue)
    {
        if (CountQueue(queue, PoolLayout.GlobalItemsField) is not { } global
            || CountQueue(queue, PoolLayout.HighPriorityItemsField) is not { } high
            || CountQueue(queue, PoolLayout.LowPriorityItemsField) is not { } low
            || CountLocalQueues() is not { } local)
        {
            return null;
        }

        var total = global + high + low + local;
        if (queue.TryReadObjectField(PoolLayout.AssignableQueuesField, out var assignable) && assignable.IsArray)
        {
            for (var i = 0; i < assignable.AsArray().Length; i++)
            {
                total += CountConcurrentQueue(assignable.AsArray().GetObjectValue(i)) ?? 0;
            }
        }

        return (int)Math.Min(total, int.MaxValue);
    }

    private long? CountQueue(ClrObject owner, string field) =>
        !owner.TryReadObjectField(field, out var queue) ? null
        : queue.IsNull ? 0 // of low priority there is one only while an experiment of the runtime is on
        : CountConcurrentQueue(queue);

    /// <summary>Sums, over the segments, what came in and did not go out.</summary>
    private long? CountConcurrentQueue(ClrObject queue)
    {
        if (queue.IsNull || !queue.TryReadObjectField(PoolLayout.SegmentHeadField, out var segment))
        {
            return null;
        }

        long total = 0;
        for (var i = 0; !segment.IsNull && i < MaxSegments; i++)
        {
            if (!segment.TryReadValueTypeField(PoolLayout.SegmentHeadAndTailField, out var pair)
                || ReadCounter(pair, PoolLayout.PairHeadField) is not { } head
                || ReadCounter(pair, PoolLayout.PairTailField) is not { } tail
                || !segment.TryReadObjectField(PoolLayout.SegmentSlotsField, out var slots))
            {
                return null;
            }

            // A full segment is closed by adding twice its capacity to the tail (ConcurrentQueueSegment.EnsureFrozenForEnqueues).
            var capacity = slots.AsArray().Length;
            _ = segment.TryReadField<bool>(PoolLayout.SegmentFrozenField, out var frozen);
            var count = Math.Clamp(tail - head - (frozen ? capacity * 2 : 0), 0, capacity);
            items.AddSlots(slots.AsArray(), head, count);
            total += count;
            _ = segment.TryReadObjectField(PoolLayout.SegmentNextField, out var next);
            segment = next;
        }

        return total;
    }

    private static int? ReadCounter(ClrValueType pair, string field) =>
        pair.Type?.GetFieldByName(field)?.Read<int>(pair.Address, interior: true);

    /// <summary>Each worker has a queue of its own, from which others may steal.</summary>
    private long? CountLocalQueues()
    {
        var type = runtime.BaseClassLibrary.GetTypeByName(PoolLayout.LocalQueueListType);
        var field = PoolLayout.LocalQueuesFields.Select(name => type?.GetStaticFieldByName(name)).FirstOrDefault(found => found is not null);
        if (field is null)
        {
            return null;
        }

        if (runtime.AppDomains.FirstOrDefault() is not { } domain || !field.IsInitialized(domain) || field.ReadObject(domain) is not { IsArray: true } queues)
        {
            return 0;
        }

        long total = 0;
        for (var i = 0; i < queues.AsArray().Length; i++)
        {
            var queue = queues.AsArray().GetObjectValue(i);
            if (!queue.IsNull
                && queue.TryReadField<int>(PoolLayout.LocalHeadField, out var head)
                && queue.TryReadField<int>(PoolLayout.LocalTailField, out var tail))
            {
                total += Math.Max(0, tail - head);
                ReadLocal(queue, head, tail);
            }
        }

        return total;
    }

    private void ReadLocal(ClrObject queue, int head, int tail)
    {
        if (queue.TryReadObjectField(PoolLayout.LocalArrayField, out var array) && array.IsArray
            && queue.TryReadField<int>(PoolLayout.LocalMaskField, out var mask))
        {
            for (var i = head; i < tail && !items.IsFull && (i & mask) < array.AsArray().Length; i++)
            {
                items.Add(array.AsArray().GetObjectValue(i & mask));
            }
        }
    }
}
