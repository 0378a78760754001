using Unravel.Samples.Hangs.Scenarios;

namespace Unravel.Samples.Hangs;

/// <summary>The scenarios by verb. What each must show is in scenarios.json.</summary>
internal static class ScenarioList
{
    private static readonly SortedDictionary<string, Func<bool, Scenario>> s_byVerb = new(StringComparer.Ordinal)
    {
        ["async-gate"] = faulty => new AsyncGate(faulty),
        ["async-lock-order"] = faulty => new AsyncLockOrder(faulty),
        ["async-lock-wrapper"] = faulty => new AsyncLockWrapper(faulty),
        ["async-reentry"] = faulty => new AsyncReentry(faulty),
        ["blocked-context"] = faulty => new BlockedContext(faulty),
        ["busy-workers"] = faulty => new BusyWorkers(faulty),
        ["circular-await"] = faulty => new CircularAwait(faulty),
        ["abandoned-queue"] = faulty => new AbandonedQueue(faulty),
        ["busy-readers"] = faulty => new BusyReaders(faulty),
        ["busy-workers"] = faulty => new BusyWorkers(faulty),
        ["blocked-scheduler"] = faulty => new BlockedScheduler(faulty),
        ["child-pipe"] = faulty => new ChildPipe(faulty, Chatter.WriteVerb),
        ["collecting"] = faulty => new Collecting(faulty),
        ["console-input"] = faulty => new ConsoleInput(faulty),
        ["convoy"] = faulty => new Convoy(faulty),
        ["every-await"] = faulty => new EveryAwait(faulty),
        ["every-wait"] = faulty => new EveryWait(faulty),
        ["grandchild-pipe"] = faulty => new ChildPipe(faulty, Chatter.DelegateVerb),
        ["idle-host"] = faulty => new IdleHost(faulty),
        ["lazy-ring"] = faulty => new LazyRing(faulty),
        ["leaked-lock"] = faulty => new LeakedLock(faulty),
        ["leaked-read-lock"] = faulty => new LeakedReadLock(faulty),
        ["leaked-semaphore"] = faulty => new LeakedSemaphore(faulty),
        ["lock-over-await"] = faulty => new LockOverAwait(faulty),
        ["lock-order"] = faulty => new LockOrder(faulty),
#if NET9_0_OR_GREATER
        ["leaked-lock-lock"] = faulty => new LeakedLockLock(faulty),
        ["lock-order-lock"] = faulty => new LockOrderLock(faulty),
        ["lock-order-mixed"] = faulty => new LockOrderMixed(faulty),
#endif
        ["native-lock-order"] = faulty => new NativeLockOrder(faulty),
        ["native-waits"] = faulty => new NativeWaits(faulty),
        ["other-waits"] = faulty => new OtherWaits(faulty),
        ["pile-up"] = faulty => new PileUp(faulty),
        ["slow-answers"] = faulty => new SlowAnswers(faulty),
        ["lock-upgrade"] = faulty => new LockUpgrade(faulty),
        ["lost-completion"] = faulty => new LostCompletion(faulty),
        ["lost-signal"] = faulty => new LostSignal(faulty),
        ["lost-signals"] = faulty => new LostSignals(faulty),
        ["spin-lock-order"] = faulty => new SpinLockOrder(faulty),
        ["runaway"] = faulty => new Runaway(faulty),
        ["starvation"] = faulty => new Starvation(faulty),
        ["static-constructor"] = faulty => new StaticConstructor(faulty),
        ["static-constructor-task"] = faulty => new StaticConstructorTask(faulty),
        ["stuck-finalizer"] = faulty => new StuckFinalizer(faulty),
        ["sync-over-async"] = faulty => new SyncOverAsync(faulty),
        ["thread-and-task"] = faulty => new ThreadAndTask(faulty),
        ["waiting-consumer"] = faulty => new WaitingConsumer(faulty),
    };

    public static IEnumerable<string> Verbs => s_byVerb.Keys;

    public static Scenario? Create(string verb, bool faulty) => s_byVerb.GetValueOrDefault(verb)?.Invoke(faulty);
}
