using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Lifetime;

/// <summary>An event, countdown, barrier or semaphore that only those who wait for it know: nobody is left to signal it.</summary>
internal sealed class UNR7002LostSignal : IRuntimeRule
{
    public string Id => RuleIds.LostSignal;

    public Verdict Check(WaitForGraph graph) => LostFindings.Check(graph, Id, kind => kind == LostKind.Signal);
}
