using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.ProcessState;

/// <summary>
/// A thread that called native code and waits there for a lock that nobody gives back: a mutex of a native library, or the
/// lock of a file. A native wait for a signal or for input is how event loops rest, and is no fault.
/// </summary>
internal sealed class UNR9002StuckInNativeCode : IRuntimeRule
{
    /// <summary>A stopped thread runs a little when it is let go.</summary>
    private const double RestingShare = 0.05;

    private const int MaxCallers = 2;

    public string Id => RuleIds.StuckInNativeCode;

    public Verdict Check(WaitForGraph graph)
    {
        var candidates = graph.Snapshot.Threads.Where(IsCandidate).ToArray();
        var stuck = candidates.Where(IsStuck).ToArray();
        return stuck.Length > 0 ? new Verdict.Found(Id, [.. stuck.Select(thread => Finding(graph.Snapshot, thread))])
            : candidates.Any(thread => thread.Progress is null) ? new Verdict.CannotTell(Id, "a thread waits for a native lock, and only one look was possible")
            : new Verdict.Clear(Id);
    }

    private static bool IsCandidate(ThreadInfo thread) =>
        thread is { Call.Kind: NativeCallKind.Mutex or NativeCallKind.FileLock, Kind: not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer) }
        && thread.Frames.Any(frame => !frame.IsFramework);

    private static bool IsStuck(ThreadInfo thread) =>
        thread.Progress is { SameCall: true, SameLines: true } progress && progress.Busy <= RestingShare * progress.Elapsed;

    private Finding Finding(ProcessSnapshot snapshot, ThreadInfo thread)
    {
        var call = thread.Call!;
        var own = thread.Frames.Where(frame => !frame.IsFramework).Take(MaxCallers).ToArray();
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        evidence.AddRange(own.Select((frame, i) => new Evidence(i == 0 ? $"{ThreadNaming.Of(thread)} {call.Doing} at" : "called from")
        {
            Threads = i == 0 ? [thread.Id] : [],
            Frames = [new EvidenceFrame("", frame)],
        }));
        if (call.Owner is { } owner)
        {
            evidence.Add(Owner(snapshot, owner));
        }

        return new Finding
        {
            RuleId = Id,
            Certainty = Certainty.Inferred,
            InferredFrom = $"two looks {thread.Progress!.Elapsed.TotalMilliseconds:0} ms apart: it stood in the same system call at both, and did not run in between",
            Arguments = [ThreadNaming.Of(thread), own[0].Method, call.Doing],
            Evidence = evidence.ToImmutable(),
        };
    }

    private static Evidence Owner(ProcessSnapshot snapshot, uint osId)
    {
        var owner = snapshot.Threads.FirstOrDefault(thread => thread.OsId == osId);
        if (owner is null)
        {
            return new Evidence($"the mutex is held by the native thread {osId}");
        }

        var frame = owner.Frames.FirstOrDefault(frame => !frame.IsFramework);
        return new Evidence($"the mutex is held by {ThreadNaming.Of(owner)}{(frame is null ? "" : ", which is at")}")
        {
            Frames = frame is null ? [] : [new EvidenceFrame("", frame)],
        };
    }
}
