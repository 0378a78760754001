namespace Unravel.Catalog;

/// <summary>The ids of all rules. The thousands block is the category; an id is never reused.</summary>
internal static class RuleIds
{
    // 1xxx Blocking
    public const string BlockingInAsync = "UNR1001";
    public const string BlockingInSync = "UNR1002";
    public const string InitialisationCycle = "UNR1008";
    public const string BlockedContext = "UNR1012";

    // 2xxx Async
    public const string TasksInARing = "UNR2028";

    // 4xxx Locking
    public const string LockOrder = "UNR4001";
    public const string HolderWaits = "UNR4003";
    public const string LeakedLock = "UNR4004";
    public const string BlockingUnderLock = "UNR4021";

    // 6xxx Threads
    public const string PoolStarvation = "UNR6001";

    // 7xxx Lifetime
    public const string LostCompletion = "UNR7001";
    public const string LostSignal = "UNR7002";
    public const string AbandonedQueue = "UNR7003";

    // 8xxx Processes
    public const string PipeDeadlock = "UNR8001";

    // 9xxx ProcessState
    public const string RunawayThread = "UNR9001";
    public const string StuckInNativeCode = "UNR9002";
    public const string StuckFinalizer = "UNR9003";
    public const string PiledUpTasks = "UNR9004";
}
