using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Lifetime;

/// <summary>An awaited promise that only those who await it know: whoever was to complete it has lost it.</summary>
internal sealed class UNR7001LostCompletion : IRuntimeRule
{
    public string Id => RuleIds.LostCompletion;

    public Verdict Check(WaitForGraph graph) => LostFindings.Check(graph, Id, kind => kind == LostKind.Promise);
}
