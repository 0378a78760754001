using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Async methods, or async methods and threads, that wait for each other's locks in a ring. Nobody stores who holds a
/// SemaphoreSlim: that is inferred from the code of the methods and where each of them stands, and said so.
/// </summary>
internal sealed class UNR4001AsyncLockCycle : IRuntimeRule
{
    private const string FromCode = "the code of the methods between taking each SemaphoreSlim and giving it back, and the await or call at which each of them stands";

    public string Id => RuleIds.LockOrder;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(cycle => IsOfLocks(graph, cycle)).Select(cycle => Finding(graph, cycle)).ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    /// <summary>Two locks or more, of which a task or a semaphore is part, and no lock that somebody outside may give back.</summary>
    private static bool IsOfLocks(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var locks = cycle.Where(node => graph.WaitableAt(node) is { Kind: WaitableKind.Monitor or WaitableKind.Lock or WaitableKind.SemaphoreSlim }).ToArray();
        return locks.Length > 1
            && cycle.Any(node => graph.TaskAt(node) is not null || graph.WaitableAt(node) is { Kind: WaitableKind.SemaphoreSlim })
            && locks.All(node => IsHeldInside(graph, node, cycle));
    }

    /// <summary>A semaphore for several is free again when any of those who hold it gives it back: all must be in the ring, and known.</summary>
    private static bool IsHeldInside(WaitForGraph graph, int node, IReadOnlyList<int> cycle)
    {
        var holders = graph.SuccessorsOf(node);
        return holders.All(cycle.Contains) && holders.Length >= (graph.WaitableAt(node)!.Capacity ?? 1);
    }

    private Finding Finding(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var parties = LockParties.Of(graph, cycle);
        var tasks = parties.Count(party => party.Task is not null);
        var who = (tasks, parties.Length - tasks) switch
        {
            (_, 0) => $"{tasks} async calls",
            (0, var threads) => $"{threads} threads",
            var (some, threads) => $"{ThreadNaming.Count(threads, "thread", "threads")} and {ThreadNaming.Count(some, "async call", "async calls")}",
        };
        var locks = cycle.Count(node => graph.WaitableAt(node) is not null);
        var evidence = parties.Select(party => party.Describe(graph)).ToList();
        var behind = TaskBystanders.Count(graph, cycle);
        if (behind > 0)
        {
            evidence.Add(new Evidence($"{ThreadNaming.Count(behind, "more async call queues", "more async calls queue")} behind them and {(behind == 1 ? "is" : "are")} no part of it"));
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = FromCode,
            Arguments = [who, ThreadNaming.Count(locks, "lock", "locks")],
            Evidence = [.. evidence],
            Bystanders = Bystanders.Of(graph, cycle),
        };
    }
}
