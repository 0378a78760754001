namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Objects that several threads or flows use although they are made for one.</summary>
    private static Rule[] SharedUse =>
    [
        new()
        {
            Id = RuleIds.PendingTwice,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Await one operation before you start the next on the same object",
            Why = "These objects allow one operation at a time: a second one that starts before the first has ended throws, or mixes the data of the two.",
            InCode = "'{0}' starts an operation on '{1}' before the one of line {2} is awaited; {3} allows one at a time",
            NoFixBecause = "whether the operations follow each other or each gets an object of its own is for the author to say",
        },
        new()
        {
            Id = RuleIds.SpinOnPlainField,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Read the field of a waiting loop by Volatile.Read",
            Why = "The compiler may read a plain field once, before the loop: then no write of another thread ever ends it, most often only in the release build.",
            InCode = "the loop waits for another thread to change '{0}', but may read the plain field only once and never end",
        },
        new()
        {
            Id = RuleIds.ConfinedElsewhere,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Use a confined object on its own thread",
            Why = "Objects of a user interface, and others that are confined to one thread, throw or break when another thread uses them.",
            InCode = "'{0}' is used in code that runs in {1}, but {2}",
            NoFixBecause = "how code gets back to the thread of the object depends on the framework",
        },
        new()
        {
            Id = RuleIds.SingletonState,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Keep what belongs to one request out of the fields of a singleton",
            Why = "One instance serves all requests at once: what one of them leaves in a field, another reads or overwrites.",
            InCode = "'{0}' is written without a lock, but {1}: its calls run at the same time and share the field",
            NoFixBecause = "whether the value belongs into a parameter, a scoped service or under a lock is for the author to say",
        },
        new()
        {
            Id = RuleIds.MutableAmbient,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Keep immutable values in an AsyncLocal",
            Why = "A flow that starts another hands on the reference and not a copy: what one of them adds, all others see, at the same time and without a lock.",
            InCode = "'{0}' changes the object in the AsyncLocal '{1}', which all flows share that were started after it was set",
            NoFixBecause = "the type of the value has to become an immutable one, here and where it is read",
        },
    ];
}
