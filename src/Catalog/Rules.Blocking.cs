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
            Id = RuleIds.SyncTwin,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Call the asynchronous form of a method in async code",
            Why = "The synchronous call holds the thread for as long as the disk, the network or the other process takes, although the same class offers a call that gives the thread back.",
            InCode = "'{0}' holds the thread in async code while it works; await '{1}' instead",
        },
        new()
        {
            Id = RuleIds.SleepInAsync,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Await a delay in async code instead of putting the thread to sleep",
            Why = "A sleeping thread serves nobody: on the thread pool a few of these at the same time starve everything else, and on the thread of a window they freeze it.",
            InCode = "'{0}' holds the thread in async code while nothing happens; await 'Task.Delay' instead",
        },
        new()
        {
            Id = RuleIds.PrimitiveInAsync,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Wait for signals and permits in async code by an await",
            Why = "The thread stands until another one gives the signal; when that one needs a thread of the same pool, or this very thread, nobody ever gives it.",
            InCode = "'{0}' blocks the thread in async code until somebody signals; {1}",
        },
        new()
        {
            Id = RuleIds.HiddenBlocking,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Call no synchronous method in async code that waits further down",
            Why = "The wait is out of sight, so nobody who writes the async method knows that it holds its thread, and no tool that looks at one method can say it.",
            InCode = "'{0}' blocks the thread in async code: {1}",
            InCodeWhen = InCodeWhen.Built,
        },
        new()
        {
            Id = RuleIds.BlockingInInstantMember,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Keep waits out of constructors, getters, Dispose, finalizers and lazy factories",
            Why = "Nobody who writes new, reads a property or leaves a using expects to wait for the network there, and no caller can await it; in a finalizer the wait stops all finalization, in a lazy factory it stops everybody who needs the value.",
            InCode = "'{0}' blocks the thread in {1}, which callers expect to return at once; move the wait into a method that returns a task",
            NoFixBecause = "the wait has to move into a method that callers await before they need the object, which changes how the type is used",
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
            Level = Level.Error,
            Title = "Let no initialisation wait for code that needs its result",
            Why = "While a static constructor or the factory of a Lazy runs, everybody else who touches the class or the value is held; when the initialisation itself waits for one of those, the process hangs at its first use, and so does all that comes later.",
            InCode = "'{0}' never returns: it waits, in the static initialisation of '{1}', for code that uses '{1}'",
            NoFixBecause = "what the code waits for has to be loaded by a method that is called, and awaited, when the program starts",
            AtRunTime = "{0} can never be initialised: {1} initialisation waits for threads that need the result",
            Scenarios = ["static-constructor", "static-constructor-task", "lazy-ring"],
            ExitCode = 12,
            Rank = 11,
        },
        new()
        {
            Id = RuleIds.SyncPropertyInAsync,
            Category = Category.Blocking,
            Level = Level.Warning,
            Title = "Read no property in async code that may have to wait for input",
            Why = "It looks like a field and is a read: when the buffer is empty the property waits for the next bytes, and holds the thread that the async calls around it were meant to free.",
            InCode = "'{0}' may have to read synchronously and then blocks the thread in async code; {1}",
        },
        new()
        {
            Id = RuleIds.SyncDisposal,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Dispose of asynchronous resources by await using in async code",
            Why = "What DisposeAsync would await (the last buffer, the good-bye to a server), Dispose does while it holds the thread, or leaves out.",
            InCode = "'{0}' is disposed of synchronously in async code, although '{1}.DisposeAsync' has work to do; use await using",
        },
        new()
        {
            Id = RuleIds.BlockingEnumeration,
            Category = Category.Blocking,
            Level = Level.Suggestion,
            Title = "Take items in async code from an async stream or a channel",
            Why = "A consuming loop holds its pool thread for as long as the collection is open, most of the time for nothing, and a handful of such loops is a starved pool.",
            InCode = "'{0}' blocks the thread in async code until an item comes; {1}",
        },
    ];
}
