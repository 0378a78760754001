using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Lifetime;

/// <summary>A channel or blocking collection that only those who wait at it know: nobody is left at its other end.</summary>
internal sealed class UNR7003AbandonedQueue : IRuntimeRule
{
    public string Id => RuleIds.AbandonedQueue;

    public Verdict Check(WaitForGraph graph) => LostFindings.Check(graph, Id, kind => kind == LostKind.Queue);
}
