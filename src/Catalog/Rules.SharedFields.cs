namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Fields that several threads come to and that nothing protects.</summary>
    private static Rule[] SharedFields =>
    [
        new()
        {
            Id = RuleIds.RacyLazyStart,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Make a shared object once",
            Why = "Two threads that find the field empty make one object each: some go on with the first and some with the second, and one of the two is lost with what it holds.",
            InCode = "'{0}' asks for '{1}' and sets it in two steps; because {2}, two threads can make one each, and {3}",
        },
        new()
        {
            Id = RuleIds.ConcurrentStatic,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Protect static state that concurrent instances write",
            Why = "All instances share the one field: what one of them writes, another overwrites or takes for its own.",
            InCode = "'{0}' changes the static '{1}' without a lock; because {2}, {3}",
        },
        new()
        {
            Id = RuleIds.TornValue,
            Category = Category.SharedState,
            Level = Level.Suggestion,
            Title = "Protect values that are not written in one step",
            Why = "The processor writes such a value in pieces: a thread that reads in between gets a part of the old value and a part of the new one, a value that nobody ever wrote.",
            InCode = "'{0}' is a '{1}', which is written in several steps; it is written here and read in line {2} without a lock, and because {3}, a reader can get half of the old value and half of the new one",
            NoFixBecause = "a lock around each use, or an immutable object that is replaced as a whole: which of the two is for the author to say",
        },
    ];
}
