namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>What must not be done while a lock is held, or is done wrong around it.</summary>
    private static Rule[] LockBodies =>
    [
        new()
        {
            Id = RuleIds.ForeignUnderLock,
            Category = Category.Locking,
            Level = Level.Suggestion,
            Title = "Call code of others outside of your locks",
            Why = "A handler that is called under a lock can take a lock of its own, wait for a thread that wants yours, or come back and find your state half changed.",
            InCode = "'{0}' runs {1} while '{2}' is held; it can wait for another lock, or come back here",
        },
        new()
        {
            Id = RuleIds.DoubleCheckedLocking,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Check again under the lock, and publish what is complete",
            Why = "The first check runs without the lock: when the second is missing, two threads do the work one after the other, and when the value is published too early, others use it half made.",
            InCode = "'{0}' is checked without the lock, {1}",
        },
    ];
}
