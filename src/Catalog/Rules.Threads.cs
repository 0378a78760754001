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
    ];
}
