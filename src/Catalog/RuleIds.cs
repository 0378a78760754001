namespace Unravel.Catalog;

/// <summary>The ids of all rules. The thousands block is the category; an id is never reused.</summary>
internal static class RuleIds
{
    // 1xxx Blocking
    public const string BlockingInAsync = "UNR1001";
    public const string BlockingInSync = "UNR1002";
    public const string SyncTwin = "UNR1003";
    public const string SleepInAsync = "UNR1004";
    public const string PrimitiveInAsync = "UNR1005";
    public const string HiddenBlocking = "UNR1006";
    public const string BlockingInInstantMember = "UNR1007";
    public const string InitialisationCycle = "UNR1008";
    public const string SyncPropertyInAsync = "UNR1009";
    public const string SyncDisposal = "UNR1010";
    public const string BlockingEnumeration = "UNR1011";
    public const string BlockedContext = "UNR1012";

    // 2xxx Async
    public const string AsyncVoid = "UNR2001";
    public const string UnguardedAsyncHandler = "UNR2002";
    public const string AsyncLambdaAsVoid = "UNR2003";
    public const string DroppedTask = "UNR2004";
    public const string DiscardedTask = "UNR2005";
    public const string UnobservedTask = "UNR2006";
    public const string NestedTask = "UNR2007";
    public const string TaskOutlivesScope = "UNR2008";
    public const string TaskOutlivesHandler = "UNR2009";
    public const string NullTask = "UNR2012";
    public const string AwaitOfNull = "UNR2013";
    public const string TaskComparedWithNull = "UNR2014";
    public const string DisposedTask = "UNR2015";
    public const string TaskAsText = "UNR2023";
    public const string DeadCatch = "UNR2027";
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
    public const string AwaitUnderLock = "UNR4002";
    public const string HolderWaits = "UNR4003";
    public const string LeakedLock = "UNR4004";
    public const string OtherMode = "UNR4005";
    public const string AcquireInsideTry = "UNR4006";
    public const string IgnoredAcquire = "UNR4007";
    public const string UnboundedMutex = "UNR4008";
    public const string UnsharedLock = "UNR4009";
    public const string SharedLock = "UNR4010";
    public const string ReachableLock = "UNR4011";
    public const string ReplaceableLock = "UNR4012";
    public const string LockOnPrimitive = "UNR4013";
    public const string WaitWithoutLock = "UNR4014";
    public const string WaitWithoutLoop = "UNR4015";
    public const string WaitUnderSecondLock = "UNR4016";
    public const string PulseForOne = "UNR4017";
    public const string CopiedSpinLock = "UNR4018";
    public const string StaticUnderInstanceLock = "UNR4019";
    public const string ForeignUnderLock = "UNR4020";
    public const string BlockingUnderLock = "UNR4021";
    public const string DoubleCheckedLocking = "UNR4022";
    public const string ObjectAsLock = "UNR4023";
    public const string EmptyLock = "UNR4024";

    // 5xxx SharedState
    public const string DeclaredGuard = "UNR5001";
    public const string GuardDeclaration = "UNR5002";
    public const string UsualGuard = "UNR5003";
    public const string RelatedFields = "UNR5004";
    public const string EscapedCollection = "UNR5005";
    public const string VolatileCompound = "UNR5006";
    public const string MixedAtomic = "UNR5007";
    public const string ParallelChange = "UNR5008";
    public const string UnsafeCollection = "UNR5009";
    public const string ChangedAfterwards = "UNR5010";
    public const string CheckThenAct = "UNR5011";
    public const string ImmutableUpdate = "UNR5014";
    public const string LinqSnapshot = "UNR5012";
    public const string RepeatedFactory = "UNR5013";
    public const string IgnoredExchange = "UNR5015";
    public const string EventRaiseRace = "UNR5018";
    public const string PendingTwice = "UNR5020";
    public const string SpinOnPlainField = "UNR5021";
    public const string ConfinedElsewhere = "UNR5024";
    public const string SingletonState = "UNR5025";
    public const string MutableAmbient = "UNR5026";
    public const string UnsafeStatic = "UNR5019";
    public const string RacyLazyStart = "UNR5016";
    public const string ConcurrentStatic = "UNR5017";
    public const string TornValue = "UNR5022";
    public const string EarlyStart = "UNR5023";

    // 6xxx Threads
    public const string PoolStarvation = "UNR6001";
    public const string ThreadStaticStart = "UNR6002";
    public const string ThreadLocalAfterAwait = "UNR6003";
    public const string ThreadNeverStarted = "UNR6004";
    public const string CollectedTimer = "UNR6005";
    public const string OverlappingTimer = "UNR6006";

    // 7xxx Lifetime
    public const string LostCompletion = "UNR7001";
    public const string LostSignal = "UNR7002";
    public const string AbandonedQueue = "UNR7003";
    public const string DisposedInUse = "UNR7005";

    // 8xxx Processes
    public const string PipeDeadlock = "UNR8001";

    // 9xxx ProcessState
    public const string RunawayThread = "UNR9001";
    public const string StuckInNativeCode = "UNR9002";
    public const string StuckFinalizer = "UNR9003";
    public const string PiledUpTasks = "UNR9004";
}
