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
        var graph = new WaitForGraph(snapshot);
        return new Report(snapshot, [.. All.Select(rule => rule.Check(graph))]);
    }
}
