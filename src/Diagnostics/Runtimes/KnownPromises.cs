using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>The task types inside the framework, by what a programmer wrote to get one (.NET 8 to 10).</summary>
internal static class KnownPromises
{
    private const string Tasks = "System.Threading.Tasks.";

    internal static readonly (string TypePrefix, string Shown, TaskKind Kind)[] Table =
    [
        (Tasks + "Task+DelayPromise", "Task.Delay", TaskKind.Delay),
        (Tasks + "Task+WhenAllPromise", "Task.WhenAll", TaskKind.Combinator),
        (Tasks + "Task+TwoTaskWhenAnyPromise", "Task.WhenAny", TaskKind.Combinator),
        (Tasks + "TaskFactory+CompleteOnInvokePromise", "Task.WhenAny", TaskKind.Combinator),
        (Tasks + "TaskFactory+CompleteOnCountdownPromise", "TaskFactory.ContinueWhenAll", TaskKind.Combinator),
        (Tasks + "UnwrapPromise", "Task.Unwrap", TaskKind.Combinator),
        (Tasks + "Task+CancellationPromise", "Task.WaitAsync", TaskKind.Combinator),
        (Tasks + "ContinuationTaskFrom", "Task.ContinueWith", TaskKind.Combinator),
        (Tasks + "ContinuationResultTaskFrom", "Task.ContinueWith", TaskKind.Combinator),
        ("System.Threading.SemaphoreSlim+TaskNode", "SemaphoreSlim.WaitAsync", TaskKind.Semaphore),
    ];

    /// <summary>How to show a task type, and what completes it; no name for promises in general.</summary>
    public static (string? Shown, TaskKind Kind) Find(string type)
    {
        foreach (var row in Table)
        {
            if (type.StartsWith(row.TypePrefix, StringComparison.Ordinal))
            {
                return (row.Shown, row.Kind);
            }
        }

        return (null, TaskKind.Promise);
    }
}
