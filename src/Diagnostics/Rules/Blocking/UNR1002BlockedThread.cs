using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Blocking;

/// <summary>
/// Threads of the program's own that stand in a blocking wait for a task. The main thread is left out: blocking there
/// until the program ends is what an entry point does.
/// </summary>
internal sealed class UNR1002BlockedThread : IRuntimeRule
{
    public string Id => RuleIds.BlockingInSync;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = BlockedOnTasks.Find(graph, Id, thread => thread.Kind == ThreadKind.Dedicated, "thread is", "threads are");
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }
}
