using Unravel.Samples.Hangs.Scenarios;

namespace Unravel.Samples.Hangs;

/// <summary>The scenarios by verb. What each must show is in scenarios.json.</summary>
internal static class ScenarioList
{
    private static readonly SortedDictionary<string, Func<bool, Scenario>> s_byVerb = new(StringComparer.Ordinal)
    {
        ["async-gate"] = faulty => new AsyncGate(faulty),
        ["async-lock-order"] = faulty => new AsyncLockOrder(faulty),
        ["async-reentry"] = faulty => new AsyncReentry(faulty),
        ["blocked-context"] = faulty => new BlockedContext(faulty),
        ["busy-workers"] = faulty => new BusyWorkers(faulty),
        ["circular-await"] = faulty => new CircularAwait(faulty),
        ["collecting"] = faulty => new Collecting(faulty),
        ["idle-host"] = faulty => new IdleHost(faulty),
        ["lock-order"] = faulty => new LockOrder(faulty),
#if NET9_0_OR_GREATER
        ["lock-order-lock"] = faulty => new LockOrderLock(faulty),
#endif
        ["pile-up"] = faulty => new PileUp(faulty),
        ["slow-answers"] = faulty => new SlowAnswers(faulty),
        ["starvation"] = faulty => new Starvation(faulty),
        ["sync-over-async"] = faulty => new SyncOverAsync(faulty),
    };

    public static IEnumerable<string> Verbs => s_byVerb.Keys;

    public static Scenario? Create(string verb, bool faulty) => s_byVerb.GetValueOrDefault(verb)?.Invoke(faulty);
}
