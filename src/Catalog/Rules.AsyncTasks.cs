namespace Unravel.Catalog;

internal static partial class Rules
{
    /// <summary>Tasks that are lost, nulled, outlived or taken for something else.</summary>
    private static Rule[] AsyncTasks =>
    [
        new()
        {
            Id = RuleIds.AsyncVoid,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Return a task from async methods",
            Why = "Nobody can await an async method that returns void: its caller goes on at the first await, does not learn when it ends, and an exception in it ends the process.",
            InCode = "'{0}' is async and returns nothing, so nobody can await it and its exceptions end the process; return a task",
        },
        new()
        {
            Id = RuleIds.UnguardedAsyncHandler,
            Category = Category.Async,
            Level = Level.Off,
            Title = "Catch all exceptions in async event handlers",
            Why = "Nobody awaits an async handler, so an exception that leaves it is thrown on the thread pool or in the message loop, where it ends the process.",
            InCode = "'{0}' is an async handler and lets exceptions out, which end the process",
        },
        new()
        {
            Id = RuleIds.AsyncLambdaAsVoid,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Give async lambdas only to delegates that return a task",
            Why = "The receiver takes the lambda for finished at its first await: loops end before their work is done, and an exception in it ends the process.",
            InCode = "'{0}' takes a delegate that returns nothing: it goes on at the first await of this async lambda, and nobody sees its exceptions",
        },
        new()
        {
            Id = RuleIds.DroppedTask,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Await the task that a call returns, or say that it is dropped",
            Why = "Nobody learns when the work ends or that it failed: its exceptions vanish, and what follows runs before it is done.",
            InCode = "The task of '{0}' is dropped: nobody waits for it, and its exceptions vanish",
        },
        new()
        {
            Id = RuleIds.DiscardedTask,
            Category = Category.Async,
            Level = Level.Off,
            Title = "Give every discarded task a handler",
            Why = "A discarded task has no owner: when it fails, nobody is told, and the fault is found by what is missing later.",
            InCode = "The task of '{0}' is discarded and nothing handles its exceptions",
            NoFixBecause = "who should see the exception is for the author to say",
        },
        new()
        {
            Id = RuleIds.UnobservedTask,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Observe a kept task on every path",
            Why = "On the path that forgets the task nobody waits for it: its exceptions vanish, and it may still be running when its caller believes all to be over.",
            InCode = "'{0}' holds a task that is not awaited on some path, so there its exceptions vanish",
        },
        new()
        {
            Id = RuleIds.NestedTask,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Await the inner task, not only the task that starts it",
            Why = "The outer task is complete as soon as the inner one has started: the code goes on before the work is done, and its exceptions vanish.",
            InCode = "'{0}' {1}; use Task.Run, or Unwrap",
        },
        new()
        {
            Id = RuleIds.TaskOutlivesScope,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Await a task before its resource is disposed or its lock is left",
            Why = "The method returns at once, so the resource is disposed, or the lock is given back, while the task still works with it.",
            InCode = "The task of '{0}' is returned from the scope of '{1}', which ends before the task does; await it there",
        },
        new()
        {
            Id = RuleIds.TaskOutlivesHandler,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Await a task in the try block that should handle its end",
            Why = "The try block is left as soon as the task is started: the handler never sees an exception of the work, and the finally block runs too early.",
            InCode = "The try block is left before the task of '{0}' ends, so its {1} does not act on it; await it there",
        },
        new()
        {
            Id = RuleIds.NullTask,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Return a completed task instead of null",
            Why = "Whoever awaits the null gets a NullReferenceException that points at the await and not at the method that returned it.",
            InCode = "'{0}' returns null where its caller awaits a task",
        },
        new()
        {
            Id = RuleIds.AwaitOfNull,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Give await a task even where there is nothing to wait for",
            Why = "An await of null throws a NullReferenceException: the check before the call only moves it to the await.",
            InCode = "'{0}' may be null, and an await of null throws",
        },
        new()
        {
            Id = RuleIds.TaskComparedWithNull,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Compare the result of a task with null, not the task",
            Why = "A method that returns a task never returns null, so the comparison always has the same answer and the case it looks for is never found.",
            InCode = "The task of '{0}' is compared with null, and its result was meant; await it first",
        },
        new()
        {
            Id = RuleIds.DisposedTask,
            Category = Category.Async,
            Level = Level.Error,
            Title = "Dispose the result of a task, not the task",
            Why = "The resource that the task gives is never disposed, and disposing a task that still runs throws.",
            InCode = "The task of '{0}' is disposed in place of its result; await it first",
        },
        new()
        {
            Id = RuleIds.TaskAsText,
            Category = Category.Async,
            Level = Level.Warning,
            Title = "Write the result of a task, not the task",
            Why = "The text shows the name of a type where a value was meant, and nobody waits for the work.",
            InCode = "'{0}' is a task, and as text it is the name of its type; await it first",
        },
        new()
        {
            Id = RuleIds.DeadCatch,
            Category = Category.Async,
            Level = Level.Suggestion,
            Title = "Catch the exception that await throws",
            Why = "An await throws the first inner exception, not the AggregateException around it, so the handler is never entered and the exception goes on.",
            InCode = "'{0}' is caught, and the awaits in this try block throw the inner exception in its place",
            NoFixBecause = "which exception was meant is for the author to say",
        },
    ];
}
