namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] ProcessState =>
    [
        new()
        {
            Id = RuleIds.PiledUpTasks,
            Category = Category.ProcessState,
            Level = Level.Suggestion,
            Title = "Look at what many async calls wait for together",
            Why = "Requests that all wait for one thing come to a stop together when it is late, and for ever when it never comes; which thing that is shows in no log.",
            AtRunTime = "{0} async calls wait for {1}",
            Scenarios = ["pile-up"],
            Rank = 80,
        },
    ];
}
