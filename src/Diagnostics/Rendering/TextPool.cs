using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>The thread pool, when something waits in its queues or everything is to be shown.</summary>
internal static class TextPool
{
    public static void Write(TextLines lines, ProcessSnapshot snapshot, TextOptions options)
    {
        if (snapshot.Pool is not { } pool || (pool.Queued is null or 0 && !options.Verbose))
        {
            return;
        }

        lines.Write(0, ("Thread pool", TextLines.Strong), ($"  {Numbers(pool, snapshot, options)}", TextLines.Faint));
        foreach (var work in pool.Work)
        {
            lines.Write(1, ($"{work.Count} x ", TextLines.Strong), (work.Method, TextLines.Plain), ("  queued", TextLines.Faint));
        }

        lines.Blank();
    }

    private static string Numbers(PoolInfo pool, ProcessSnapshot snapshot, TextOptions options) => string.Join(", ", new[]
    {
        ThreadNaming.Count(pool.Workers, "worker", "workers"),
        pool.Idle is { } idle ? $"{idle} idle" : null,
        options.Verbose && snapshot.Threads.Count(thread => thread is { Kind: ThreadKind.Pool, Wait: not null }) is > 0 and var blocked ? $"{blocked} blocked" : null,
        options.Verbose && pool.Minimum is { } minimum && pool.Maximum is { } maximum ? $"{minimum} to {maximum} allowed" : null,
        pool.Queued is { } queued ? $"{ThreadNaming.Count(queued, "work item", "work items")} queued" : null,
        pool.SinceLastDequeue is { } since ? $"the last was taken {ThreadNaming.Of(since)} ago" : null,
        pool.Timers is > 0 and var timers ? $"{ThreadNaming.Count(timers, "timer", "timers")}{(pool.NextTimer is { } next ? $", the next due in {ThreadNaming.Of(next)}" : "")}" : null,
    }.OfType<string>());
}
