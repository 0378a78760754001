using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Diff;

/// <summary>Threads that waited in every look: the same thread, at the same frames, for the same object.</summary>
internal static class StuckThreads
{
    public static ImmutableArray<StuckThread> In(IReadOnlyList<ProcessSnapshot> looks)
    {
        var earlier = looks.SkipLast(1).Select(look => (look, Threads: look.Threads.ToDictionary(thread => (thread.Id, thread.OsId)))).ToArray();
        var last = looks[^1];
        var stuck = ImmutableArray.CreateBuilder<StuckThread>();
        foreach (var thread in last.Threads)
        {
            if (thread is not { Wait: { } wait, Activity: ThreadActivity.Waiting } || thread.Kind is ThreadKind.Runtime or ThreadKind.Timer || wait.Kind == WaitKind.Sleep)
            {
                continue;
            }

            if (earlier.All(look => look.Threads.TryGetValue((thread.Id, thread.OsId), out var before) && IsSame(look.look, before, last, thread)))
            {
                stuck.Add(new StuckThread(thread.Id, ThreadNaming.Of(thread), What(last, wait), earlier.All(look => HasNotRun(look.Threads[(thread.Id, thread.OsId)], thread)))
                {
                    At = wait.Frame >= 0 ? thread.Frames[wait.Frame] : null,
                });
            }
        }

        return stuck.ToImmutable();
    }

    private static bool IsSame(ProcessSnapshot before, ThreadInfo first, ProcessSnapshot after, ThreadInfo second) =>
        first is { Wait: { } one, Activity: ThreadActivity.Waiting }
        && second.Wait is { } two
        && (one.Kind, one.Thread, one.Process, one.Mode) == (two.Kind, two.Thread, two.Process, two.Mode)
        && IsSameObject(before, one, after, two, HasNotRun(first, second))
        && first.Frames.Select(Place).SequenceEqual(second.Frames.Select(Place));

    /// <summary>
    /// A collection moves objects: another address is no other object when the same field holds it. Where no field does,
    /// a thread that has not run in between still waits for what it waited for.
    /// </summary>
    private static bool IsSameObject(ProcessSnapshot before, Wait one, ProcessSnapshot after, Wait two, bool hasNotRun)
    {
        if (one.Waitable is { } first && two.Waitable is { } second)
        {
            var (old, now) = (before.Waitables[first], after.Waitables[second]);
            return old.Kind == now.Kind && (old.Address == now.Address || (old.Field is not null && old.Field == now.Field) || hasNotRun);
        }

        if (one.Task is { } row && two.Task is { } later)
        {
            return before.Tasks.Addresses[row] == after.Tasks.Addresses[later]
                || (hasNotRun && before.Tasks[row].Shape.Name == after.Tasks[later].Shape.Name);
        }

        return (one.Waitable, one.Task) == (null, null) && (two.Waitable, two.Task) == (null, null);
    }

    private static bool HasNotRun(ThreadInfo first, ThreadInfo second) =>
        first.ProcessorTime is { } before && second.ProcessorTime == before;

    private static (string Method, SourceLine? Line) Place(Frame frame) => (frame.Method, frame.Line);

    private static string What(ProcessSnapshot snapshot, Wait wait) => wait switch
    {
        { Waitable: { } index } => $"waits for {LockNaming.Wanted(snapshot.Waitables[index], wait.Mode)}",
        { Task: { } row } => $"blocks on the task of {snapshot.Tasks[row].Shape.Name}",
        { Thread: { } joined } => $"waits for thread #{joined} to end",
        { Process: { } process } => $"waits for process {process} to end",
        _ => $"waits in {wait.Kind}",
    };
}
