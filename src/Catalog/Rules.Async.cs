namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Async =>
    [
        .. AsyncTasks,
        new()
        {
            Id = RuleIds.TasksInARing,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Keep tasks from awaiting each other in a circle",
            Why = "A task that awaits a task which awaits the first can never complete; no thread is blocked, nothing times out, and everything that awaits one of them hangs too.",
            AtRunTime = "{0} and can never complete",
            Scenarios = ["circular-await"],
            ExitCode = 17,
            Rank = 14,
        },
    ];
}
