using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Reads the thread pool's numbers and counts what is queued in it.</summary>
internal sealed class PoolCapture(ClrRuntime runtime)
{
    /// <summary>A queue with more segments than this is taken for corrupt.</summary>
    private const int MaxSegments = 100_000;

    /// <summary>Null when no worker exists and nothing was ever queued.</summary>
    public PoolInfo? Read(IReadOnlyCollection<CapturedStack> stacks)
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
        };
    }

    private ClrObject WorkQueue()
    {
        var type = runtime.BaseClassLibrary.GetTypeByName(PoolLayout.PoolType);
        var field = type?.GetStaticFieldByName(PoolLayout.QueueField);
        return field is null || runtime.AppDomains.FirstOrDefault() is not { } domain || !field.IsInitialized(domain) ? default : field.ReadObject(domain);
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

    private static long? CountQueue(ClrObject owner, string field) =>
        !owner.TryReadObjectField(field, out var queue) ? null
        : queue.IsNull ? 0 // of low priority there is one only while an experiment of the runtime is on
        : CountConcurrentQueue(queue);

    /// <summary>Sums, over the segments, what came in and did not go out.</summary>
    private static long? CountConcurrentQueue(ClrObject queue)
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
            total += Math.Clamp(tail - head - (frozen ? capacity * 2 : 0), 0, capacity);
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
            }
        }

        return total;
    }
}
