namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Which object is locked, and what is in the lock.</summary>
    private static Rule[] LockObjects =>
    [
        new()
        {
            Id = RuleIds.UnsharedLock,
            Category = Category.Locking,
            Level = Level.Error,
            Title = "Lock an object that all threads share",
            Why = "A lock excludes those who lock the same object; an object that nobody else can have excludes nobody, and the section runs in many threads at once.",
            InCode = "'{0}' is {1}: no other thread can lock the same object, so the lock excludes nobody",
        },
        new()
        {
            Id = RuleIds.SharedLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Lock an object that only your code knows",
            Why = "Whoever locks the same string, type or thread anywhere in the process waits for you, or you for him: unrelated parts of a program slow each other down and deadlock.",
            InCode = "'{0}' is {1}; code that knows nothing of this lock can take it too, so lock a private object instead",
        },
        new()
        {
            Id = RuleIds.ReachableLock,
            Category = Category.Locking,
            Level = Level.Suggestion,
            Title = "Lock a private object instead of one that callers can lock",
            Why = "A caller that locks the same object, for reasons of its own, takes part in your locking: it can hold you up for ever, and make a deadlock that is not in your code.",
            InCode = "'{0}' can be locked by code outside of '{1}'; lock a private object instead",
        },
        new()
        {
            Id = RuleIds.ReplaceableLock,
            Category = Category.Locking,
            Level = Level.Warning,
            Title = "Make the object of a lock readonly",
            Why = "When the field gets another object, those who come later lock the new one while the old one is still held: two threads are in the section at once.",
            InCode = "'{0}' is locked, but it {1}; who holds the old object does not exclude who locks the new one",
        },
        new()
        {
            Id = RuleIds.LockOnPrimitive,
            Category = Category.Locking,
            Level = Level.Suggestion,
            Title = "Use the operations of a synchronization primitive instead of locking it",
            Why = "Locking the object of a semaphore, an event or a Lock takes its monitor, which its own operations do not look at: two kinds of exclusion that do not exclude each other.",
            InCode = "'{0}' is a '{1}': this takes its monitor, which its own operations do not look at",
        },
        new()
        {
            Id = RuleIds.CopiedSpinLock,
            Category = Category.Locking,
            Level = Level.Error,
            Title = "Keep a SpinLock in one place",
            Why = "A SpinLock is a struct: a copy of it is a lock of its own, and every call on a readonly field works on a copy, so that all threads get in.",
            InCode = "'{0}' {1}, and a copy of a SpinLock is another lock: nobody is excluded",
        },
        new()
        {
            Id = RuleIds.ObjectAsLock,
            Category = Category.Locking,
            Level = Level.Off,
            Title = "Use Lock for objects that are only locked",
            Why = "A Lock is quicker than the monitor of an object, and the compiler warns when it is used for anything else.",
            InCode = "'{0}' is only used to lock; its type can be 'System.Threading.Lock'",
        },
        new()
        {
            Id = RuleIds.EmptyLock,
            Category = Category.Locking,
            Level = Level.Suggestion,
            Title = "Put what must be guarded into the lock",
            Why = "A lock with nothing in it guards nothing; as a way to wait for others it works only for those who are inside at that very moment.",
            InCode = "the lock on '{0}' is empty and guards nothing",
            NoFixBecause = "whether the statement goes away or what belongs into it is not in the code",
        },
    ];
}
