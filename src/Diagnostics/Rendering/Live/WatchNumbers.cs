using System.Globalization;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>The numbers above the table: threads, pool and locks, a line each.</summary>
internal static class WatchNumbers
{
    public static IEnumerable<string> Of(ProcessSnapshot snapshot, RuntimeCounters? counters)
    {
        var running = snapshot.Threads.Count(thread => thread.Activity == ThreadActivity.Running && thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer));
        yield return string.Create(CultureInfo.InvariantCulture, $"threads: {snapshot.Threads.Length}, {running} running; pending tasks: {snapshot.Tasks.Count}");
        yield return "pool: " + Pool(snapshot) + Rate(counters?.WorkItemsDone, "done a second");
        yield return "locks: " + Locks(snapshot) + Rate(counters?.Contentions, "contentions a second");
    }

    private static string Pool(ProcessSnapshot snapshot)
    {
        if (snapshot.Pool is not { } pool)
        {
            return "not used yet";
        }

        var blocked = snapshot.Threads.Count(thread => thread is { Kind: ThreadKind.Pool, Wait: not null, Activity: ThreadActivity.Waiting });
        return string.Create(CultureInfo.InvariantCulture, $"{pool.Workers} workers, {Number(pool.Idle)} idle, {blocked} blocked, {Number(pool.Minimum)} to {Number(pool.Maximum)} allowed, {Number(pool.Queued)} queued");
    }

    /// <summary>Contention as it is now: the locks that somebody waits for, and by how many the worst is wanted.</summary>
    private static string Locks(ProcessSnapshot snapshot)
    {
        var threads = snapshot.Threads.Select(thread => thread.Wait).OfType<Wait>().Where(wait => wait.Waitable is { } index && IsLock(snapshot.Waitables[index])).Select(wait => wait.Waitable!.Value);
        var tasks = snapshot.Tasks.WaitsForOf.Where(index => index >= 0 && IsLock(snapshot.Waitables[index]));
        var (waitingThreads, waitingTasks) = (threads.ToList(), tasks.ToList());
        var wanted = waitingThreads.Concat(waitingTasks).CountBy(index => index).ToList();
        if (wanted.Count == 0)
        {
            return "nobody waits for one";
        }

        var worst = wanted.MaxBy(pair => pair.Value);
        return $"{wanted.Count} contended, {ThreadNaming.Count(waitingThreads.Count, "thread", "threads")} and {ThreadNaming.Count(waitingTasks.Count, "task", "tasks")} wait for them; most, {worst.Value}, for {ThreadNaming.Of(snapshot.Waitables[worst.Key])}";
    }

    private static bool IsLock(Waitable waitable) => waitable.Kind is WaitableKind.Monitor or WaitableKind.Lock or WaitableKind.ReaderWriterLock or WaitableKind.SemaphoreSlim or WaitableKind.SpinLock;

    private static string Rate(double? number, string what) => number is { } known ? string.Create(CultureInfo.InvariantCulture, $"; {known:0} {what}") : "";

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
