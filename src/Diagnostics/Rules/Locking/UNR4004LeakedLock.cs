using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>
/// Locks that threads wait for although the thread that took them has ended, or is a pool worker without work: what took
/// them has returned or awaits, and nobody gives them back any more.
/// </summary>
internal sealed class UNR4004LeakedLock : IRuntimeRule
{
    private const int MaxPlaces = 4;

    public string Id => RuleIds.LeakedLock;

    public Verdict Check(WaitForGraph graph)
    {
        var findings = graph.Snapshot.Waitables
            .Select((waitable, index) => (waitable, Waiters: WaitersFor(graph, index)))
            .Where(item => item.Waiters.Length > 0 && IsLeaked(graph, item.waitable))
            .Select(item => Finding(graph, item.waitable, item.Waiters))
            .Concat(LeakedSemaphoreFindings.Of(graph, Id))
            .ToImmutableArray();
        return findings.IsEmpty ? new Verdict.Clear(Id) : new Verdict.Found(Id, findings);
    }

    /// <summary>A reader that is just coming in or going out is counted already, or still: only with nobody on the way is the count the truth.</summary>
    private static bool IsLeaked(WaitForGraph graph, Waitable waitable) =>
        waitable.OwnerHasEnded
        || IdleOwner(graph, waitable) is not null
        || (waitable.ReadersEnded > 0 && !graph.Snapshot.Threads.Any(thread =>
            thread.Frames is [{ IsFramework: true } top, ..] && top.Method.StartsWith("ReaderWriterLock", StringComparison.Ordinal)));

    /// <summary>The pool worker that owns a lock although it runs nothing; null when there is none.</summary>
    private static ThreadInfo? IdleOwner(WaitForGraph graph, Waitable waitable) =>
        waitable.Owner is { } id && graph.Thread(id) is { Kind: ThreadKind.Pool, Activity: ThreadActivity.Idle } worker ? worker : null;

    private static ThreadInfo[] WaitersFor(WaitForGraph graph, int index) =>
        [.. graph.Snapshot.Threads.Where(thread => thread.Wait?.Waitable == index && thread.Wait.Kind != WaitKind.MonitorPulse)];

    private Finding Finding(WaitForGraph graph, Waitable waitable, ThreadInfo[] waiters)
    {
        var places = waiters.GroupBy(thread => thread.Wait is { Frame: >= 0 } wait ? thread.Frames[wait.Frame] : null).ToArray();
        var evidence = places.Take(MaxPlaces).Select(place => new Evidence(
            place.Count() == 1
                ? $"{ThreadNaming.Of(place.First())} waits for it{LockNaming.ToDo(place.First().Wait!.Mode)}{At(place.Key)}"
                : $"{place.Count()} threads wait for it{LockNaming.ToDo(place.First().Wait!.Mode)}{At(place.Key)}")
        {
            Threads = [.. place.Select(thread => thread.Id)],
            Frames = place.Key is { } frame ? [new EvidenceFrame("", frame)] : [],
        }).ToList();
        if (places.Length > MaxPlaces)
        {
            evidence.Add(new Evidence($"and {places.Skip(MaxPlaces).Sum(place => place.Count())} more at {places.Length - MaxPlaces} other places"));
        }

        var idle = IdleOwner(graph, waitable);
        var node = graph.FirstWaitable + graph.Snapshot.Waitables.IndexOf(waitable);
        var direct = waiters.Select(thread => thread.Id).ToHashSet();
        return new Finding
        {
            RuleId = Id,
            Certainty = waitable.OwnerHasEnded ? Certainty.Proof : Certainty.Inferred,
            InferredFrom = waitable.OwnerHasEnded ? null
                : idle is not null ? "an owner that runs nothing: what took the lock has returned, or awaits and goes on on another thread"
                : $"the lock's own count: {ThreadNaming.Count(waitable.ReadersEnded, "reader", "readers")} more than living threads read it",
            Arguments =
            [
                ThreadNaming.Of(waitable),
                waitable.OwnerHasEnded ? " by a thread that has ended"
                    : idle is not null ? $" by {ThreadNaming.Of(idle)}, now idle," : " for reading by a thread that has ended",
                ThreadNaming.Count(waiters.Length, "thread waits", "threads wait"),
            ],
            Evidence = [.. evidence],
            Bystanders = [.. Bystanders.Of(graph, [node]).Where(id => !direct.Contains(id))],
        };
    }

    private static string At(Frame? frame) => frame is null ? "" : " at";
}
