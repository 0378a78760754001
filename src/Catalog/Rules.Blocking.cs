namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Blocking =>
    [
        new()
        {
            Id = RuleIds.BlockingInAsync,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Await tasks in async code instead of blocking on them",
            Why = "The thread that blocks cannot run the continuation it waits for: with a synchronization context that is a deadlock, on the thread pool it is starvation under load.",
            InCode = "'{0}' blocks the thread in async code until the task completes; await it instead",
            AtRunTime = "{0} blocked in '{1}', waiting for {2}",
            Scenarios = ["starvation"],
            Rank = 60,
        },
        new()
        {
            Id = RuleIds.BlockingInSync,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Avoid blocking on tasks in synchronous code",
            Why = "A synchronous wrapper over an asynchronous operation holds a thread for the whole wait and deadlocks when its caller owns the context that the operation needs to finish.",
            InCode = "'{0}' blocks the thread until the task completes; make '{1}' async and await it",
            AtRunTime = "{0} blocked in '{1}', waiting for {2}",
            Scenarios = ["sync-over-async", "static-constructor-task", "lost-completion", "blocked-context", "blocked-scheduler"],
            Rank = 70,
        },
        new()
        {
            Id = RuleIds.BlockedContext,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Let the thread of a context run the continuations that it waits for",
            Why = "The thread waits for a task, and the task waits for its turn on that very thread: a window, a message loop or a scheduler stands still for ever, and all that is queued there with it.",
            AtRunTime = "{0} is blocked in '{1}' on a task that needs this very thread to go on: the rest of {2} must run in its {3}",
            Scenarios = ["blocked-context", "blocked-scheduler"],
            ExitCode = 16,
            Rank = 12,
        },
        new()
        {
            Id = RuleIds.InitialisationCycle,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Let no initialisation wait for code that needs its result",
            Why = "While a static constructor or the factory of a Lazy runs, everybody else who touches the class or the value is held; when the initialisation itself waits for one of those, the process hangs at its first use, and so does all that comes later.",
            AtRunTime = "{0} can never be initialised: {1} initialisation waits for threads that need the result",
            Scenarios = ["static-constructor", "static-constructor-task", "lazy-ring"],
            ExitCode = 12,
            Rank = 11,
        },
    ];
}
