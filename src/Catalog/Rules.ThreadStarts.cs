namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Threads and timers, and what belongs to them.</summary>
    private static Rule[] ThreadStarts =>
    [
        new()
        {
            Id = RuleIds.ThreadLocalAfterAwait,
            Category = Category.Threads,
            Level = Level.Warning,
            Title = "Read what a thread keeps for itself before the await",
            Why = "The code after an await may run on another thread, which has a value of its own: it finds nothing, or what other work has left there.",
            InCode = "'{0}' was set before an await (line {1}) and is read after it; the code after the await can run on another thread, which has another value",
            NoFixBecause = "whether a local or an AsyncLocal takes its place depends on who else reads it",
        },
        new()
        {
            Id = RuleIds.ThreadNeverStarted,
            Category = Category.Threads,
            Level = Level.Warning,
            Title = "Start every thread that you make",
            Why = "A thread that is made and not started does nothing: its work is silently left out.",
            InCode = "the thread '{0}' is never started",
            NoFixBecause = "where it has to start is for the author to say",
        },
        new()
        {
            Id = RuleIds.CollectedTimer,
            Category = Category.Threads,
            Level = Level.Warning,
            Title = "Keep a timer in a field as long as it shall tick",
            Why = "Nobody but its maker keeps a timer alive: after the next garbage collection it stops ticking, without an error.",
            InCode = "nothing refers to the timer '{0}' after this; the garbage collector can take it, and it stops ticking",
            NoFixBecause = "whose field it has to be, and who disposes it, is for the author to say",
        },
        new()
        {
            Id = RuleIds.OverlappingTimer,
            Category = Category.Threads,
            Level = Level.Suggestion,
            Title = "Let a timer tick again when its work is done",
            Why = "A periodic timer does not wait for its callback: when that takes longer than the period, it runs again beside itself, on the same state.",
            InCode = "'{0}' {1} and can take longer than the period of the timer, which then runs it again at the same time",
            NoFixBecause = "a PeriodicTimer in a loop, or a timer that each tick sets again, changes how the work starts and ends",
        },
    ];
}
