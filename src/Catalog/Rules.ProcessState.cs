namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] ProcessState =>
    [
        new()
        {
            Id = RuleIds.RunawayThread,
            Category = Category.ProcessState,
            Level = Level.Suggestion,
            Title = "Give every loop a way to end or to pause",
            Why = "A thread that never stops running takes a whole processor from everybody else, and what it should have done is never done.",
            AtRunTime = "{0} runs without a pause in '{1}' and has used {2} seconds of processor time",
            Scenarios = ["runaway"],
            ExitCode = 24,
            Rank = 50,
        },
        new()
        {
            Id = RuleIds.StuckInNativeCode,
            Category = Category.ProcessState,
            Level = Level.Warning,
            Title = "Let native code give its locks back before it calls or waits for others",
            Why = "A thread that waits for a native lock for good shows nothing in any managed tool: no lock, no task and no exception tell what it waits for.",
            AtRunTime = "{0} stands in native code called by '{1}' and {2}",
            Scenarios = ["native-lock-order"],
            ExitCode = 25,
            Rank = 46,
        },
        new()
        {
            Id = RuleIds.StuckFinalizer,
            Category = Category.ProcessState,
            Level = Level.Warning,
            Title = "Keep finalizers from waiting",
            Why = "One thread runs all finalizers: while one of them waits, no other object is finalized and the memory behind them grows.",
            AtRunTime = "the finalizer '{0}' {1}; no other finalizer can run until it returns",
            Scenarios = ["stuck-finalizer"],
            ExitCode = 26,
            Rank = 45,
        },
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
