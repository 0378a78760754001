namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Locking =>
    [
        new()
        {
            Id = RuleIds.LockOrder,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Take locks in one order everywhere",
            Why = "Two threads that take the same locks in opposite orders wait for each other for ever; nothing times out and nothing is logged.",
            InCode = "'{0}' is taken{1} while '{2}' is held, but {3} takes them in the opposite order; two threads can deadlock",
            AtRunTime = "{0} wait for each other in a cycle over {1}; none of them can ever go on",
            InCodeWhen = InCodeWhen.TypedAndBuilt,
            Scenarios = ["lock-order", "lock-order-lock", "lock-order-mixed", "async-lock-order", "async-lock-wrapper", "thread-and-task", "spin-lock-order"],
            ExitCode = 10,
            Rank = 10,
        },
        new()
        {
            Id = RuleIds.AwaitUnderLock,
            Category = Category.Locking,
            Level = Level.Error,
            Title = "Release a thread's lock before you await or yield",
            Why = "These locks belong to the thread that took them. The code after an await runs on any thread, where the release throws, and the lock stays taken for ever.",
            InCode = "'{0}' ({1}) is held {2}; only the thread that took it can release it, and the code after that can run on another one",
        },
        new()
        {
            Id = RuleIds.HolderWaits,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Never acquire again a lock that is already held",
            Why = "A lock that is not re-entrant makes its own holder wait, and nobody else can give it back: the thread hangs for ever, and everybody who comes to the lock after it.",
            InCode = "'{0}' is taken again{1} while it is held for {2} (line {3}); {4}",
            NoFixBecause = "whether the inner or the outer section has to go depends on what they protect",
            AtRunTime = "{0} for '{1}' while holding it; nobody else can give it back",
            Scenarios = ["lock-upgrade", "async-reentry"],
            ExitCode = 13,
            Rank = 12,
        },
        new()
        {
            Id = RuleIds.LeakedLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Release a lock on every path",
            Why = "An early return or an exception between taking and releasing leaves the lock taken for ever; the next one who wants it hangs, often much later and far away.",
            InCode = "'{0}' is not released {1}; whoever wants it next waits for ever",
            AtRunTime = "'{0}' was taken{1} without giving it back; {2} for it in vain",
            Scenarios = ["leaked-lock", "leaked-lock-lock", "leaked-read-lock", "leaked-semaphore", "lock-over-await"],
            ExitCode = 14,
            Rank = 13,
        },
        new()
        {
            Id = RuleIds.OtherMode,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Release a lock in the mode in which it was taken",
            Why = "A reader-writer lock counts each mode apart: a release in another mode throws, and the mode that was taken stays taken, so that writers or readers wait for ever.",
            InCode = "'{0}' is released by {1} here, but it is held for {2} (line {3}); the call throws and the lock stays taken",
        },
        new()
        {
            Id = RuleIds.BlockingUnderLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Keep waits out of locks",
            Why = "Who sleeps, blocks on a task or does I/O while holding a lock makes everybody who needs the lock wait as long: a slow disk or a lost reply stops the whole program.",
            InCode = "'{0}' waits while '{1}' is held; everybody who needs the lock waits as long",
            NoFixBecause = "what has to happen before the wait, and what after it, is for the author to say",
            AtRunTime = "{0} {1} while holding '{2}'; {3} behind it",
            Scenarios = ["convoy", "stuck-finalizer"],
            Rank = 40,
        },
    ];
}
