using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.ProcessState;

/// <summary>The one thread that runs all finalizers waits inside a finalizer of the program.</summary>
internal sealed class UNR9003StuckFinalizer : IRuntimeRule
{
    public string Id => RuleIds.StuckFinalizer;

    public Verdict Check(WaitForGraph graph)
    {
        var finalizer = graph.Snapshot.Threads.FirstOrDefault(thread => thread.Kind == ThreadKind.Finalizer && thread.Frames.Any(frame => !frame.IsFramework));
        return finalizer switch
        {
            null or { Progress.SameLines: false } => new Verdict.Clear(Id),
            { Progress: null } => new Verdict.CannotTell(Id, "a finalizer runs, and only one look was possible"),
            { Activity: ThreadActivity.Waiting or ThreadActivity.Sleeping } => new Verdict.Found(Id, [Finding(graph.Snapshot, finalizer)]),
            _ => new Verdict.Clear(Id),
        };
    }

    private Finding Finding(ProcessSnapshot snapshot, ThreadInfo finalizer)
    {
        var own = finalizer.Frames.Where(frame => !frame.IsFramework).ToArray();
        var what = finalizer.Wait switch
        {
            { Waitable: { } index } => $"waits for {ThreadNaming.Of(snapshot.Waitables[index])}",
            { Task: { } row } => $"blocks on the task of {snapshot.Tasks[row].Shape.Name}",
            null => "sleeps",
            { } wait => $"waits in {wait.Kind}",
        };
        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = $"two looks {finalizer.Progress!.Elapsed.TotalMilliseconds:0} ms apart: the finalizer thread stands at the same line",
            Arguments = [own[^1].Method, what],
            Evidence = [.. own.Select((frame, i) => new Evidence(i == 0 ? $"the finalizer thread {what} at" : "called from")
            {
                Threads = i == 0 ? [finalizer.Id] : [],
                Frames = [new EvidenceFrame("", frame)],
            })],
        };
    }
}
