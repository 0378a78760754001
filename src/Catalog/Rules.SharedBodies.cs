namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>State that is shared with code on other threads.</summary>
    private static Rule[] SharedBodies =>
    [
        new()
        {
            Id = RuleIds.ParallelChange,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Change variables shared by parallel code atomically",
            Why = "The change reads the variable and writes it afterwards: when two threads do that at once, both write what only one of them has seen, and an update is lost.",
            InCode = "'{0}' reads and writes '{1}' in two steps, and {2}; updates are lost",
        },
        new()
        {
            Id = RuleIds.UnsafeCollection,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Do not change a plain collection from several threads",
            Why = "Lists, dictionaries and their like expect one thread at a time: with two, entries are lost, enumerations throw, and a dictionary can loop for ever.",
            InCode = "'{0}' changes '{1}', which is not thread-safe, and {2}; entries are lost or it throws",
        },
        new()
        {
            Id = RuleIds.ChangedAfterwards,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Copy a variable that changes before started code captures it",
            Why = "The code gets the variable and not its value: by the time it runs, the variable has the value of a later round, or a value in between.",
            InCode = "'{0}' is read by code that {1} starts, but gets another value in line {2}: the code sees that one",
        },
        new()
        {
            Id = RuleIds.ImmutableUpdate,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Replace a shared immutable collection in one step",
            Why = "Each thread makes its new collection from the old one it has read; the one that stores last throws away what the other has added.",
            InCode = "'{0}' makes a new '{1}' from the old one and stores it afterwards; because {2}, the update of another thread in between is lost",
        },
        new()
        {
            Id = RuleIds.UnsafeStatic,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Do not share an object that is not thread-safe in a static field",
            Why = "Everybody who comes by uses the one object: two at once mix up its inner state, and the results are wrong without an exception.",
            InCode = "'{0}' uses the one '{2}' in the static field '{1}' that all threads share, and it is not thread-safe",
        },
        new()
        {
            Id = RuleIds.EarlyStart,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Start work when the object is complete",
            Why = "The started code uses an object whose constructor has not ended: it finds fields that are not set yet.",
            InCode = "'{0}' starts code that uses '{1}', which is set only afterwards, in line {2}",
        },
    ];
}
