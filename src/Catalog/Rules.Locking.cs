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
            AtCompilationEnd = false,
            Scenarios = ["lock-order", "lock-order-lock", "async-lock-order"],
            ExitCode = 10,
            Rank = 10,
        },
        new()
        {
            Id = RuleIds.HolderWaits,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Never acquire again a lock that is already held",
            Why = "A lock that is not re-entrant makes its own holder wait, and nobody else can give it back: the thread hangs for ever, and everybody who comes to the lock after it.",
            AtRunTime = "{0} for '{1}' while holding it; nobody else can give it back",
            Scenarios = ["async-reentry"],
            ExitCode = 13,
            Rank = 12,
        },
    ];
}
