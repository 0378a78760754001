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
    public const string DisposedUnderTask = "UNR2010";
    public const string RequestOutlived = "UNR2011";
    public const string ValueTaskTwice = "UNR2016";
    public const string ValueTaskKept = "UNR2017";
    public const string InlineContinuations = "UNR2018";
    public const string CompletedTwice = "UNR2019";
    public const string ImplicitScheduler = "UNR2020";
    public const string DelayOutlivesRace = "UNR2021";
    public const string ContextPolicy = "UNR2022";
    public const string TasksStartedTwice = "UNR2024";
    public const string MulticastTask = "UNR2025";
    public const string ApartmentLost = "UNR2026";
    public const string TasksInARing = "UNR2028";
    public const string AmbientSetTooDeep = "UNR2029";

    // 3xxx Cancellation
    public const string TokenNotForwarded = "UNR3001";
    public const string WrongToken = "UNR3002";
    public const string SwallowedCancellation = "UNR3003";
    public const string LeakedSource = "UNR3004";
    public const string LeakedRegistration = "UNR3005";
    public const string StreamWithoutToken = "UNR3006";
    public const string TokenInCleanup = "UNR3007";
    public const string TokenGuardsStart = "UNR3008";
    public const string CallerTokenDropped = "UNR3009";
    public const string TokenIgnored = "UNR3010";

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
    public const string StuckFinalizer = "UNR9003";
    public const string PiledUpTasks = "UNR9004";
}
