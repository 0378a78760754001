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
        new()
        {
            Id = RuleIds.ValueTaskTwice,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Use a ValueTask once",
            Why = "The object behind a ValueTask may already serve another operation when it is used again: the second use gets a stranger's result, an exception, or never comes back.",
            InCode = "'{0}' is a ValueTask that was used already; it may be backed by another operation by now",
        },
        new()
        {
            Id = RuleIds.ValueTaskKept,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Keep tasks in fields, not value tasks",
            Why = "A ValueTask may be used once and soon; a field hands it to everybody for as long as they like, and the second reader gets a stranger's result.",
            InCode = "'{0}' keeps a ValueTask, which may be used only once; keep a Task, or preserve it first",
        },
        new()
        {
            Id = RuleIds.InlineContinuations,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Create completion sources with RunContinuationsAsynchronously",
            Why = "Whoever completes the task runs the code of those who await it, inside its own call and under its own locks: deadlocks, deep stacks and stalled loops.",
            InCode = "'{0}' {1} runs the code that awaits its task inside the call that completes it",
        },
        new()
        {
            Id = RuleIds.CompletedTwice,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Complete a TaskCompletionSource once",
            Why = "The second completion throws InvalidOperationException, in a handler or a callback where nobody expects it, and hides the error that led there.",
            InCode = "'{0}' is complete already when '{1}' is called, which then throws InvalidOperationException",
        },
        new()
        {
            Id = RuleIds.ImplicitScheduler,
            Category = Category.Async,
            Level = Level.Off,
            Title = "Name the scheduler of StartNew and ContinueWith",
            Why = "Without a scheduler they use the current one: in a task of the user interface that is the user interface, so work lands on the wrong thread, or waits for the thread that waits for it.",
            InCode = "'{0}' runs on whatever scheduler is current; pass TaskScheduler.Default or the one you mean",
        },
        new()
        {
            Id = RuleIds.DelayOutlivesRace,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Stop the delay when the race is over",
            Why = "Each call leaves a timer and all that it refers to behind until the time is over; under load these are many thousands.",
            InCode = "'{0}' goes on after the race is over; use WaitAsync with a time limit, or cancel it",
        },
        new()
        {
            Id = RuleIds.ContextPolicy,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Keep to one policy about the context of awaits",
            Why = "A library that comes back to its caller's context deadlocks callers that block, and an application that leaves it touches the window from another thread.",
            InCode = "'{0}' {1}",
        },
        new()
        {
            Id = RuleIds.TasksStartedTwice,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Start a sequence of tasks once",
            Why = "A deferred query starts every operation again each time it is gone through: requests are sent twice, and the results that are read are not those that were awaited.",
            InCode = "'{0}' is a deferred query that is gone through again here, and starts all of its tasks a second time",
        },
        new()
        {
            Id = RuleIds.MulticastTask,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Await every handler of an event that returns a task",
            Why = "Raising the event calls all handlers but gives back the task of the last one: the others run on unawaited, and their exceptions are lost.",
            InCode = "'{0}' may have several handlers, and only the task of the last one comes back",
            NoFixBecause = "whether handlers run one after the other or all at once is for the author to say",
        },
        new()
        {
            Id = RuleIds.ApartmentLost,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Keep the entry point of a single-threaded apartment synchronous",
            Why = "The compiler wraps an async Main in an entry point without the attribute, so the apartment is another one, and calls of COM, of the clipboard or of dialogs fail or hang.",
            InCode = "'{0}' is async, so its STAThread attribute has no effect",
            NoFixBecause = "which part of the program needs the apartment is for the author to say",
        },
        new()
        {
            Id = RuleIds.DisposedUnderTask,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Keep a resource until the tasks that use it are done",
            Why = "The resource is disposed while the task still works with it: ObjectDisposedException, half written files, or data of the next user of a pooled buffer.",
            InCode = "'{0}' is disposed as soon as '{1}' has started a task that uses it",
        },
        new()
        {
            Id = RuleIds.RequestOutlived,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Copy what background work needs out of the request",
            Why = "The server reuses the request's objects, and the scope disposes its services, as soon as the response is sent: the work reads another user's data, or an object that is disposed.",
            InCode = "'{0}' ends with the request, but work that nobody waits for uses it",
            NoFixBecause = "what has to be copied, or which scope the work needs, is for the author to say",
        },
        new()
        {
            Id = RuleIds.AmbientSetTooDeep,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Set an AsyncLocal in the method whose callees shall see it",
            Why = "What an async method sets is undone when it returns to its caller, so the caller goes on with the old value: a lost user, tenant or trace.",
            InCode = "'{0}' is set in an async method, so '{1}', which reads it after the call, does not see the value",
            NoFixBecause = "the value has to be set in the caller, or by a method that is not async",
        },
    ];
}
