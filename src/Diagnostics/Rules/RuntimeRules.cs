using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Async;
using Unravel.Diagnostics.Rules.Blocking;
using Unravel.Diagnostics.Rules.Lifetime;
using Unravel.Diagnostics.Rules.Locking;
using Unravel.Diagnostics.Rules.Processes;
using Unravel.Diagnostics.Rules.ProcessState;
using Unravel.Diagnostics.Rules.Threads;

namespace Unravel.Diagnostics.Rules;

/// <summary>All run-time rules, and the report they make together.</summary>
internal static class RuntimeRules
{
    public static ImmutableArray<IRuntimeRule> All { get; } =
    [
        new UNR1008InitialisationCycle(),
        new UNR4003HolderWaits(),
        new UNR4001LockCycle(),
        new UNR4001AsyncLockCycle(),
        new UNR4003HolderAwaits(),
        new UNR1012BlockedContext(),
        new UNR2028TasksInARing(),
        new UNR4004LeakedLock(),
        new UNR4021BlockedHolder(),
        new UNR6001StarvedPool(),
        new UNR1001BlockedPoolThread(),
        new UNR1002BlockedThread(),
        new UNR7001LostCompletion(),
        new UNR7002LostSignal(),
        new UNR7003AbandonedQueue(),
        new UNR8001PipeDeadlock(),
        new UNR9001RunawayThread(),
        new UNR9002StuckInNativeCode(),
        new UNR9003StuckFinalizer(),
        new UNR9004PiledUpTasks(),
    ];

    public static Report Check(ProcessSnapshot snapshot)
    {
        var because = snapshot.Capture.PartlySeenBecause;
        if (snapshot.Capture.Detail == CaptureDetail.Native)
        {
            return new Report(snapshot, [.. All.Select(rule => new Verdict.CannotTell(rule.Id, because ?? "no stack was seen"))]);
        }

        var graph = new WaitForGraph(snapshot);
        return new Report(snapshot, snapshot.Tasks.Count < TaskChains.Many ? [.. All.Select(rule => Ask(rule, graph))] : AskTogether(graph));
    }

    /// <summary>On all processors: with a million tasks some rules take a while.</summary>
    private static ImmutableArray<Verdict> AskTogether(WaitForGraph graph)
    {
        var verdicts = new Verdict[All.Length];
        Parallel.For(0, All.Length, i => verdicts[i] = Ask(All[i], graph));
        return [.. verdicts];
    }

    private static Verdict Ask(IRuntimeRule rule, WaitForGraph graph) => Qualified(rule.Check(graph), graph.Snapshot.Capture);

    /// <summary>
    /// Who has seen a part cannot say that there is nothing, and who has seen no object need not say which are missing;
    /// objects that were read while they moved, or whose fields are not known in this runtime, prove nothing.
    /// </summary>
    private static Verdict Qualified(Verdict verdict, CaptureInfo capture) => verdict switch
    {
        Verdict.CannotTell cannot when capture is { Detail: CaptureDetail.Stacks, PartlySeenBecause: { } because } => new Verdict.CannotTell(cannot.RuleId, because),
        Verdict.Clear clear when capture.PartlySeenBecause is { } because => new Verdict.CannotTell(clear.RuleId, because),
        Verdict.Found found when capture.IsMoving => found with
        {
            Findings = [.. found.Findings.Select(finding => IsOfThreadsThatStand(finding) ? finding
                : Inferred(finding, "the process was read while it ran", "memory that was read while the process ran"))],
        },
        Verdict.Found found when capture is { Detail: CaptureDetail.Everything, PartlySeenBecause: { } because } => found with
        {
            Findings = [.. found.Findings.Select(finding => Inferred(finding, because, $"fields that may mean something else here: {because}"))],
        },
        _ => verdict,
    };

    private static Finding Inferred(Finding finding, string more, string alone) => finding with
    {
        Certainty = Certainty.Inferred,
        InferredFrom = finding.InferredFrom is { } from ? $"{from}; and {more}" : alone,
    };

    /// <summary>Threads that ran have no stack in the snapshot, so that those in evidence stood still.</summary>
    private static bool IsOfThreadsThatStand(Finding finding) => !finding.Evidence.IsEmpty && finding.Evidence.All(evidence => !evidence.Threads.IsEmpty);
}
