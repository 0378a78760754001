namespace Unravel.Diagnostics.Runtimes;

/// <summary>The queues of the thread pool, .NET 8 to 10.</summary>
internal static class PoolLayout
{
    public const string PoolType = "System.Threading.ThreadPool";
    public const string QueueField = "s_workQueue";

    public const string QueueType = "System.Threading.ThreadPoolWorkQueue";
    public const string GlobalItemsField = "workItems";
    public const string HighPriorityItemsField = "highPriorityWorkItems";
    public const string LowPriorityItemsField = "lowPriorityWorkItems";
    public const string AssignableQueuesField = "_assignableWorkItemQueues";

    public const string LocalQueueListType = "System.Threading.ThreadPoolWorkQueue+WorkStealingQueueList";

    /// <summary>In .NET 9 and 10, and in .NET 8.</summary>
    public static readonly string[] LocalQueuesFields = ["s_queues", "_queues"];

    public const string LocalHeadField = "m_headIndex";
    public const string LocalTailField = "m_tailIndex";

    public const string LocalArrayField = "m_array";
    public const string LocalMaskField = "m_mask";

    // What is queued by QueueUserWorkItem; tasks are queued themselves.
    public const string CallbackField = "_callback";
    public const string CallbackStateField = "_state";

    /// <summary>The pool of workers itself, which counts what they do.</summary>
    public const string WorkersType = "System.Threading.PortableThreadPool";
    public const string WorkersInstanceField = "ThreadPoolInstance";
    public const string CountsField = "_separated";

    /// <summary>Environment.TickCount of the last time that a worker took something: on Linux the same clock for all processes.</summary>
    public const string LastDequeueField = "lastDequeueTime";

    // ConcurrentQueue<T>: a list of segments; each counts what came in and went out in a padded pair.
    public const string SegmentHeadField = "_head";
    public const string SegmentNextField = "_nextSegment";
    public const string SegmentHeadAndTailField = "_headAndTail";
    public const string SegmentSlotsField = "_slots";
    public const string SegmentFrozenField = "_frozenForEnqueues";
    public const string SlotItemField = "Item";
    public const string PairHeadField = "Head";
    public const string PairTailField = "Tail";
}
