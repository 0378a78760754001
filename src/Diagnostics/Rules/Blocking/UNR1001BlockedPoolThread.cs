using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Blocking;

/// <summary>Workers of the thread pool that stand in a blocking wait for a task.</summary>
internal sealed class UNR1001BlockedPoolThread : IRuntimeRule
{
    public string Id => RuleIds.BlockingInAsync;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = BlockedOnTasks.Find(graph, Id, thread => thread.Kind == ThreadKind.Pool, "pool worker is", "pool workers are");
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }
}
