using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Diff;

/// <summary>
/// Follows who waits for what from look to look. A wait goes on while the same thread waits for the same thing at the
/// same line; objects are known by field and type, because the collector moves them. For tasks only groups can be
/// followed: how long there has been at least one such chain without a gap.
/// </summary>
internal sealed class WaitHistory
{
    /// <summary>Threads of their own that wait alike have a line each, up to so many.</summary>
    private const int MostByName = 3;

    private Dictionary<string, TimeSpan> _since = [];

    /// <summary>Takes in one look and answers who waits now.</summary>
    /// <param name="now">Time since any fixed moment.</param>
    public IReadOnlyList<WatchedWait> Update(ProcessSnapshot snapshot, TimeSpan now)
    {
        var still = new Dictionary<string, TimeSpan>();
        IReadOnlyList<WatchedWait> waits = [.. Threads(snapshot, now, still), .. Tasks(snapshot, now, still)];
        _since = still;
        return waits;
    }

    private IEnumerable<WatchedWait> Threads(ProcessSnapshot snapshot, TimeSpan now, Dictionary<string, TimeSpan> still) => snapshot.Threads
        .Where(thread => thread is { Wait: not null, Activity: ThreadActivity.Waiting or ThreadActivity.Sleeping, Kind: not (ThreadKind.Runtime or ThreadKind.Timer) })
        .Select(thread => (Thread: thread, For: WaitNaming.Of(snapshot, thread.Wait!), Frame: OwnFrame(thread)))
        .Select(wait => (wait.Thread, wait.For, wait.Frame, Since: Follow($"{wait.Thread.OsId}|{wait.For}|{wait.Frame}", now, still)))
        .GroupBy(wait => (wait.For, At: Place(wait.Frame), IsPool: wait.Thread.Kind is ThreadKind.Pool))
        .SelectMany(group => group.Key.IsPool || group.Count() > MostByName ? [group.ToArray()] : group.Select(wait => new[] { wait }))
        .Select(group => new WatchedWait(
            WaiterKind.Threads,
            group.Length,
            Names([.. group.Select(wait => wait.Thread)]),
            group[0].For,
            Place(group[0].Frame),
            now - group.Min(wait => wait.Since))
        {
            IsFramework = group[0].Frame is null,
        });

    private static string Names(ThreadInfo[] threads) => threads.Length == 1 ? ThreadNaming.Of(threads[0])
        : threads[0].Kind == ThreadKind.Pool ? "pool workers"
        : $"{ThreadNaming.Of(threads[0])} and {threads.Length - 1} more";

    private IEnumerable<WatchedWait> Tasks(ProcessSnapshot snapshot, TimeSpan now, Dictionary<string, TimeSpan> still) => TaskChains.Merge(snapshot.Tasks)
        .Select(chain =>
        {
            var (first, own) = (chain.Steps[0], chain.Steps.LastOrDefault(step => !step.Shape.IsFramework));
            var waitsFor = chain switch
            {
                { IsQueued: true } => chain.IsInContext ? "its turn in the context of a thread" : "a worker to go on",
                { WaitsFor: >= 0 } => ThreadNaming.Of(snapshot.Waitables[chain.WaitsFor]),
                _ => chain.Steps[^1].Shape.Name,
            };
            var at = own?.Line is { } line ? $"{own.Shape.Name}  {line}" : own?.Shape.Name ?? "";
            return new WatchedWait(WaiterKind.Tasks, chain.Count, first.Shape.Name, waitsFor, at, now - Follow($"task|{first.Shape.Name}|{waitsFor}|{at}", now, still))
            {
                IsFramework = own is null,
            };
        });

    private TimeSpan Follow(string key, TimeSpan now, Dictionary<string, TimeSpan> still) =>
        still[key] = still.TryGetValue(key, out var known) || _since.TryGetValue(key, out known) ? known : now;

    private static Frame? OwnFrame(ThreadInfo thread) => thread.Frames.FirstOrDefault(frame => !frame.IsFramework);

    private static string Place(Frame? frame) => frame switch
    {
        null => "",
        { Line: { } line } => $"{frame.Method}  {line}",
        _ => frame.Method,
    };
}
