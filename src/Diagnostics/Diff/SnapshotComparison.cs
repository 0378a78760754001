using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Diff;

/// <summary>Compares looks at a process: a hang stands still from the first to the last, slowness moves.</summary>
internal static class SnapshotComparison
{
    private const int MaxChanges = 12;

    /// <param name="looks">Two or more, in any order; they are put in that of their time.</param>
    public static Comparison Of(IReadOnlyList<Report> looks)
    {
        Report[] ordered = [.. looks.OrderBy(look => look.Snapshot.Capture.At)];
        var (first, last) = (ordered[0], ordered[^1]);
        var isSame = IsSameProcess(first.Snapshot.Target, last.Snapshot.Target);
        var stuck = isSame ? StuckThreads.In([.. ordered.Select(look => look.Snapshot)]) : [];
        var before = first.Snapshot.Threads.Select(Identity).ToHashSet();
        var after = last.Snapshot.Threads.Select(Identity).ToHashSet();
        return new Comparison
        {
            Looks = ordered.Length,
            Elapsed = last.Snapshot.Capture.At - first.Snapshot.Capture.At,
            IsSameProcess = isSame,
            Stuck = stuck,
            Moved = isSame ? Moved(first.Snapshot, last.Snapshot, stuck) : [],
            Appeared = isSame ? after.Except(before).Count() : 0,
            Ended = isSame ? before.Except(after).Count() : 0,
            Tasks = Changes(TaskCounts(first.Snapshot.Tasks), TaskCounts(last.Snapshot.Tasks)),
            Pool = Changes(PoolNumbers(first.Snapshot.Pool), PoolNumbers(last.Snapshot.Pool)),
            Findings = FindingChanges.Of(first, last, stuck.Select(thread => thread.Thread).ToHashSet()),
        };
    }

    private static bool IsSameProcess(TargetInfo first, TargetInfo second) =>
        first.ProcessId == second.ProcessId && first.Name == second.Name && first.RuntimeVersion == second.RuntimeVersion;

    private static (int Id, uint OsId) Identity(ThreadInfo thread) => (thread.Id, thread.OsId);

    /// <summary>Threads of both looks that waited in one of them and are not stuck; those without work are not worth a word.</summary>
    private static ImmutableArray<int> Moved(ProcessSnapshot first, ProcessSnapshot last, ImmutableArray<StuckThread> stuck)
    {
        var waited = first.Threads.Where(IsWaiting).Select(Identity).ToHashSet();
        var still = stuck.Select(thread => thread.Thread).ToHashSet();
        return
        [
            .. last.Threads.Where(thread => !still.Contains(thread.Id) && thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer) && waited.Contains(Identity(thread)))
                .Select(thread => thread.Id),
        ];
    }

    private static bool IsWaiting(ThreadInfo thread) => thread is { Wait: not null, Activity: ThreadActivity.Waiting };

    private static Dictionary<string, int> TaskCounts(TaskTable tasks)
    {
        var counts = new int[tasks.Shapes.Length];
        foreach (var shape in tasks.ShapeOf)
        {
            counts[shape]++;
        }

        return tasks.Shapes.Select((shape, index) => (shape.Name, Count: counts[index])).GroupBy(pair => pair.Name)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count));
    }

    private static Dictionary<string, int> PoolNumbers(PoolInfo? pool) =>
        new (string Name, int? Value)[] { ("workers", pool?.Workers), ("idle workers", pool?.Idle), ("queued work items", pool?.Queued) }
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Value!.Value);

    private static ImmutableArray<Change> Changes(Dictionary<string, int> before, Dictionary<string, int> after) =>
    [
        .. before.Keys.Union(after.Keys)
            .Select(name => new Change(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After)
            .OrderByDescending(change => Math.Abs((long)change.After - change.Before))
            .ThenBy(change => change.Name, StringComparer.Ordinal)
            .Take(MaxChanges),
    ];
}
