namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>How locks are taken, released, waited on and pulsed.</summary>
    private static Rule[] LockCalls =>
    [
        new()
        {
            Id = RuleIds.AcquireInsideTry,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Acquire before the try whose finally releases",
            Why = "When the wait is cancelled or fails, the finally gives back what was never taken: a semaphore lets one more in from then on, and other locks throw and hide the first exception.",
            InCode = "'{0}' is acquired inside the try, and the finally releases it even when the acquire failed; acquire before the try",
        },
        new()
        {
            Id = RuleIds.IgnoredAcquire,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Look at the result of an acquire that can fail",
            Why = "After a timeout the section runs without the lock, together with its holder, and the release gives back what somebody else has taken.",
            InCode = "'{0}' says by its result whether the lock was taken, and nobody looks at it: after a timeout the code goes on without the lock",
        },
        new()
        {
            Id = RuleIds.UnboundedMutex,
            Category = Category.Locking,
            Level = Level.Suggestion,
            Title = "Give a semaphore that is used as a mutex its maximum",
            Why = "Without a maximum one Release too many is not noticed: from then on two are let in at once, for as long as the process lives.",
            InCode = "'{0}' starts at 1 and has no maximum: one Release too many lets two in, silently",
        },
        new()
        {
            Id = RuleIds.WaitWithoutLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Wait and pulse only while holding the lock",
            Why = "Monitor.Wait and Monitor.Pulse throw a SynchronizationLockException when the calling thread does not hold the lock of that object.",
            InCode = "'Monitor.{0}' is called on '{1}' without holding its lock; it throws",
            NoFixBecause = "which section the lock has to cover is not in the code",
        },
        new()
        {
            Id = RuleIds.WaitWithoutLoop,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Wait in a loop that tests the condition again",
            Why = "Between the pulse and the moment the waiter runs, another thread can take what it waited for; a waiter that does not look again goes on with a condition that is false.",
            InCode = "'Monitor.Wait' on '{0}' is in no loop: when the thread wakes, the condition can be false again",
        },
        new()
        {
            Id = RuleIds.WaitUnderSecondLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Hold no other lock while waiting",
            Why = "Monitor.Wait gives back the lock it waits on and no other: the thread that should pulse may need the lock that is kept, and then both wait for ever.",
            InCode = "'Monitor.Wait' on '{0}' gives back that lock only and keeps '{1}' locked while it waits",
            NoFixBecause = "the order of the two locks is a matter of the whole type",
        },
        new()
        {
            Id = RuleIds.PulseForOne,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Pulse all when waiters wait for different conditions",
            Why = "Pulse wakes one waiter of all: when it is one whose condition is still false it sleeps again, the signal is gone, and the one who could go on sleeps for ever.",
            InCode = "'Monitor.Pulse' wakes one waiter on '{0}', but they wait for {1} different conditions: it can be the wrong one; use PulseAll",
        },
    ];
}
