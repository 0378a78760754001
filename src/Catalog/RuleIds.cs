namespace Unravel.Catalog;

/// <summary>The ids of all rules. The thousands block is the category; an id is never reused.</summary>
internal static class RuleIds
{
    // 1xxx Blocking
    public const string BlockingInAsync = "UNR1001";
    public const string BlockingInSync = "UNR1002";
    public const string BlockedContext = "UNR1012";

    // 2xxx Async
    public const string TasksInARing = "UNR2028";

    // 4xxx Locking
    public const string LockOrder = "UNR4001";
    public const string HolderWaits = "UNR4003";

    // 6xxx Threads
    public const string PoolStarvation = "UNR6001";

    // 9xxx ProcessState
    public const string PiledUpTasks = "UNR9004";
}
