namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Lifetime =>
    [
        new()
        {
            Id = RuleIds.LostCompletion,
            Category = Category.Lifetime,
            Level = Level.Warning,
            Title = "Complete every promise on every path",
            Why = "Whoever awaits a task that nobody completes waits for ever: no exception, no timeout, no thread to be seen.",
            InCode = "'{0}' is never completed when the code before this throws: the exception is lost in a task that nobody awaits",
            NoFixBecause = "what those who wait shall see when the work fails is for the author to say",
            AtRunTime = "{0} for {1}, which nothing in the process can complete any more",
            Scenarios = ["lost-completion"],
            ExitCode = 23,
            Rank = 42,
        },
        new()
        {
            Id = RuleIds.LostSignal,
            Category = Category.Lifetime,
            Level = Level.Warning,
            Title = "Give every signal that somebody waits for on every path",
            Why = "A thread that returns or throws before it signals leaves those behind who wait for it, for ever.",
            AtRunTime = "{0} for {1}, which nobody alive can signal",
            Scenarios = ["lost-signal", "lost-signals"],
            ExitCode = 21,
            Rank = 40,
        },
        new()
        {
            Id = RuleIds.AbandonedQueue,
            Category = Category.Lifetime,
            Level = Level.Warning,
            Title = "Complete a queue when its last producer ends",
            Why = "A consumer that waits for the next item cannot see that nobody is left to add one.",
            AtRunTime = "{0} for {1}, and nobody is left who could add to it, take from it or complete it",
            Scenarios = ["abandoned-queue", "lost-signals"],
            ExitCode = 22,
            Rank = 41,
        },
        new()
        {
            Id = RuleIds.DisposedInUse,
            Category = Category.Lifetime,
            Level = Level.Warning,
            Title = "Dispose a primitive when nobody waits for it any more",
            Why = "Disposal wakes nobody: who waits then waits for ever, and who holds it gets an exception from the release.",
            InCode = "'{0}' disposes '{1}' {2}",
            NoFixBecause = "who waits has to be woken and waited for first, in an order that the author knows",
        },
    ];
}
