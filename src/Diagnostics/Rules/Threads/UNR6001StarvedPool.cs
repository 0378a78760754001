using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Threads;

/// <summary>
/// A thread pool whose workers are blocked while work waits for a worker. Injected workers block in turn, so many
/// threads are a sign of starvation, not of health.
/// </summary>
internal sealed class UNR6001StarvedPool : IRuntimeRule
{
    /// <summary>The part of the workers that must be in a blocking wait.</summary>
    private const int BlockedPercent = 90;

    private const int MaxGroups = 5;

    public string Id => RuleIds.PoolStarvation;

    public Verdict Check(WaitForGraph graph)
    {
        var workers = graph.Snapshot.Threads.Where(thread => thread.Kind == ThreadKind.Pool).ToArray();
        if (graph.Snapshot.Pool is not { } pool || workers.Length == 0)
        {
            return new Verdict.Clear(Id);
        }

        var blocked = workers.Where(thread => thread.Activity is ThreadActivity.Waiting or ThreadActivity.Sleeping || thread.Call is not null).ToArray();

        // The pool counts a worker before its thread starts. One that is on its way is no relief yet; several are.
        var counted = Math.Max(workers.Length, pool.Workers - 1);
        if (workers.Any(thread => thread.Activity == ThreadActivity.Idle) || blocked.Length * 100 < BlockedPercent * counted)
        {
            return new Verdict.Clear(Id);
        }

        return pool.Queued switch
        {
            null => new Verdict.CannotTell(Id, pool.QueuedUnknownBecause ?? "the pool's queues could not be counted"),
            0 => new Verdict.Clear(Id),
            { } queued => new Verdict.Found(Id, [Finding(graph, workers.Length, blocked, queued)]),
        };
    }

    private Finding Finding(WaitForGraph graph, int workers, ThreadInfo[] blocked, int queued)
    {
        var groups = blocked
            .GroupBy(PlaceOf)
            .OrderByDescending(group => group.Count())
            .ToArray();
        var evidence = groups.Take(MaxGroups).Select(group => new Evidence($"{ThreadNaming.Count(group.Count(), "worker blocks", "workers block")} {Why(graph, group.First())}{(group.Key is null ? "" : ", at")}")
        {
            Threads = [.. group.Select(thread => thread.Id)],
            Frames = group.Key is { } frame ? [new EvidenceFrame("", frame)] : [],
        }).ToList();
        if (groups.Length > MaxGroups)
        {
            evidence.Add(new Evidence($"and {groups.Skip(MaxGroups).Sum(group => group.Count())} more at {groups.Length - MaxGroups} other places"));
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = "one moment: no worker is idle, at least 90 % of them block, and work is queued",
            Arguments = [$"{blocked.Length}", $"{workers}", $"{queued}"],
            Evidence = [.. evidence],
        };
    }

    /// <summary>The frame of the program that blocks; a thread that sleeps has no wait, but it has such a frame.</summary>
    private static Frame? PlaceOf(ThreadInfo thread) => thread.Wait is { } wait
        ? wait.Frame >= 0 ? thread.Frames[wait.Frame] : null
        : thread.Frames.FirstOrDefault(frame => !frame.IsFramework);

    private static string Why(WaitForGraph graph, ThreadInfo thread) => thread.Wait switch
    {
        { Kind: WaitKind.Task or WaitKind.Tasks, Task: { } row } => $"on the task of {graph.Snapshot.Tasks[row].Shape.Name} ({RuleIds.BlockingInAsync})",
        { Kind: WaitKind.Task or WaitKind.Tasks } => $"on a task ({RuleIds.BlockingInAsync})",
        { Waitable: { } index } => $"on {ThreadNaming.Of(graph.Snapshot.Waitables[index])}",
        { } wait => $"in {wait.Kind}",
        null => thread.Call is { } call ? $"as it {call.Doing}" : "in Thread.Sleep",
    };
}
