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
    /// <summary>What findings over semaphores are inferred from.</summary>
    public const string FromCode = "the code of the methods between taking each SemaphoreSlim and giving it back, and the await or call at which each of them stands";

    public string Id => RuleIds.LockOrder;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = Cycles.Find(graph).Where(cycle => IsOfLocks(graph, cycle)).Select(cycle => Finding(graph, cycle)).ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    /// <summary>Two locks or more, of which a task or a semaphore is part, and no lock that somebody outside may give back.</summary>
    private static bool IsOfLocks(WaitForGraph graph, IReadOnlyList<int> cycle)
    {
        var locks = cycle.Where(node => graph.WaitableAt(node) is { Kind: WaitableKind.Monitor or WaitableKind.Lock or WaitableKind.SemaphoreSlim or WaitableKind.ReaderWriterLock }).ToArray();
        return locks.Length > 1
            && !TimedWaits.AreIn(graph, cycle)
            && cycle.Any(node => graph.TaskAt(node) is not null || graph.WaitableAt(node) is { Kind: WaitableKind.SemaphoreSlim })
            && locks.All(node => LockParties.AllInside(graph, node, cycle));
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
        if (TaskBystanders.Describe(graph, cycle) is { } behind)
        {
            evidence.Add(behind);
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
