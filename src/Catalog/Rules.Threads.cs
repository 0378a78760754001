namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Threads =>
    [
        new()
        {
            Id = RuleIds.PoolStarvation,
            Category = Category.Threads,
            Level = Level.Warning,
            Title = "Keep thread pool workers free of blocking waits",
            Why = "When every worker waits for work that only a worker can run, requests crawl at the pace at which the pool adds threads: about one or two a second.",
            AtRunTime = "{0} of {1} thread pool workers are blocked and {2} work items are queued; the pool starves",
            Scenarios = ["starvation"],
            ExitCode = 11,
            Rank = 30,
        },
        new()
        {
            Id = RuleIds.ThreadStaticStart,
            Category = Category.Threads,
            Level = Level.Warning,
            Title = "Give thread-static fields their value in each thread",
            Why = "A thread-static field has a value in each thread, and an initializer or static constructor runs in one thread only: all others find null or zero.",
            InCode = "'{0}' is [ThreadStatic], but {1}",
            NoFixBecause = "where each thread gets its value first is not in the code",
        },
    ];
}
