namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Operations on shared state that are not the one step they look like.</summary>
    private static Rule[] SharedAccess =>
    [
        new()
        {
            Id = RuleIds.VolatileCompound,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Use Interlocked for compound operations on volatile fields",
            Why = "Volatile makes each read and each write visible, not the two of them one step: when two threads do it at once, one of the updates is lost.",
            InCode = "'{0}' reads and writes the volatile field '{1}' in two steps; an update by another thread in between is lost",
        },
        new()
        {
            Id = RuleIds.CheckThenAct,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Check and act in one call on a concurrent collection",
            Why = "Each call is safe by itself, but another thread can change the collection between two of them: values are made twice, overwritten, or gone when they are used.",
            InCode = "'{0}' acts on what was asked before, but another thread can change '{1}' in between; use one call that does both",
        },
        new()
        {
            Id = RuleIds.LinqSnapshot,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Copy a concurrent dictionary by its own ToArray",
            Why = "LINQ asks for the count and copies afterwards: when another thread adds an entry in between, the copy throws an ArgumentException.",
            InCode = "'{0}' takes the count of '{1}' first and copies afterwards; it throws when an entry is added in between",
        },
        new()
        {
            Id = RuleIds.RepeatedFactory,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Keep factories of concurrent dictionaries free of effects",
            Why = "The factory runs outside of the lock, so two threads can run it for one key; one result is thrown away, with what it opened or started, and what it did is done twice.",
            InCode = "the factory of '{0}' can run twice for one key, and it {1}",
        },
        new()
        {
            Id = RuleIds.IgnoredExchange,
            Category = Category.SharedState,
            Level = Level.Warning,
            Title = "Look at the outcome of a compare-exchange",
            Why = "When another thread was quicker, nothing is written: an update whose outcome is not looked at is lost without a trace.",
            InCode = "'{0}' writes nothing when another thread was quicker, and nobody looks at the outcome: the update is lost",
            NoFixBecause = "what to do when another thread was quicker is not in the code",
        },
        new()
        {
            Id = RuleIds.EventRaiseRace,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Read an event once to test and raise it",
            Why = "When the last subscriber goes between the test and the call, the call is on null and throws.",
            InCode = "'{0}' is read once for the test and again for the call; when the last subscriber goes in between, the call throws",
        },
    ];
}
