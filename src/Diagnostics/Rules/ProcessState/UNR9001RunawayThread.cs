using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.ProcessState;

/// <summary>A thread that has run for long and goes on running in the same methods: a loop that does not end, or a long computation.</summary>
internal sealed class UNR9001RunawayThread : IRuntimeRule
{
    private const double BusyShare = 0.9;

    /// <summary>A loop calls this and that; what lies deeper is work that changes.</summary>
    private const int MaxCalls = 2;

    private const int MaxFrames = 3;

    /// <summary>A thread that has used less so far is not worth a word.</summary>
    private static readonly TimeSpan s_longTime = TimeSpan.FromSeconds(2);

    public string Id => RuleIds.RunawayThread;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = graph.Snapshot.Threads.Where(IsRunaway).Select(Finding).ToList();
        return findings.Count == 0 ? new Verdict.Clear(Id) : new Verdict.Found(Id, [.. findings]);
    }

    private static bool IsRunaway(ThreadInfo thread) =>
        thread is { Activity: ThreadActivity.Running, Kind: not (ThreadKind.Runtime or ThreadKind.Timer), Progress: { Common: > 0 } progress }
        && thread.Frames.Count(frame => !frame.IsFramework) - progress.Common <= MaxCalls
        && progress.Busy >= BusyShare * progress.Elapsed
        && thread.ProcessorTime >= s_longTime;

    private Finding Finding(ThreadInfo thread)
    {
        // The innermost method that it was in at both looks is the one that does not end.
        var own = thread.Frames.Where(frame => !frame.IsFramework).TakeLast(thread.Progress!.Common).Take(MaxFrames).ToArray();
        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = $"two looks {thread.Progress.Elapsed.TotalMilliseconds:0} ms apart: it was in this method at both, and never slept in between",
            Arguments = [ThreadNaming.Of(thread), own[0].Method, $"{thread.ProcessorTime!.Value.TotalSeconds:0}"],
            Evidence =
            [
                .. own.Select((frame, i) => new Evidence(i == 0 ? $"{ThreadNaming.Of(thread)} runs at" : "called from")
                {
                    Threads = i == 0 ? [thread.Id] : [],
                    Frames = [new EvidenceFrame("", frame)],
                }),
            ],
        };
    }
}
