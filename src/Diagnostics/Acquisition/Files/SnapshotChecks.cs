using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>
/// A snapshot is full of indexes into itself, which rules follow without asking. One that was read from a file is asked
/// here whether all of them lead somewhere.
/// </summary>
internal static class SnapshotChecks
{
    /// <exception cref="InvalidDataException">One does not.</exception>
    public static void Check(ProcessSnapshot snapshot)
    {
        var ids = new HashSet<int>();
        foreach (var thread in snapshot.Threads)
        {
            Require(thread is not null && ids.Add(thread.Id));
            Check(snapshot, thread!);
        }

        foreach (var waitable in snapshot.Waitables)
        {
            Require(waitable is not null && Enum.IsDefined(waitable.Kind));
            All(waitable!.Candidates, candidate => IsRow(snapshot, candidate.Task));
            All(waitable.Suspects, _ => true);
            All(waitable.Holders, holder => (holder.Thread is null) != (holder.Task is null) && IsRow(snapshot, holder.Task) && IsMode(holder.Mode));
        }

        TaskChecks.Check(snapshot.Tasks, snapshot.Waitables.Length);
        All(snapshot.Lost.Waits, wait => (wait.Thread is null || ids.Contains(wait.Thread.Value))
            && IsRow(snapshot, wait.Top) && IsRow(snapshot, wait.Leaf) && IsIn(wait.Waitable, snapshot.Waitables.Length)
            && (wait.Thread is not null || wait.Top is not null) && (wait.Waitable is not null || wait.Leaf is not null)
            && (wait.Top is null) == (wait.Leaf is null));
        All(snapshot.PipeWaits, _ => true);
        All(snapshot.Children, child => child.Waits.All(wait => wait is not null));
        All(snapshot.Capture.Limitations, _ => true);
        All(snapshot.Pool?.Work ?? [], work => work.Method is not null);
        Require(Enum.IsDefined(snapshot.Capture.Source) && Enum.IsDefined(snapshot.Capture.Detail));
    }

    private static void Check(ProcessSnapshot snapshot, ThreadInfo thread)
    {
        All(thread.Frames, _ => true);
        All(thread.Contexts, _ => true);
        Require(Enum.IsDefined(thread.Kind) && Enum.IsDefined(thread.Activity));
        Require(thread.Runs.All(row => IsRow(snapshot, row)));
        All(thread.Holds, hold => IsIn(hold.Waitable, snapshot.Waitables.Length) && IsFrame(thread, hold.Frame));
        if (thread.Wait is { } wait)
        {
            Require(IsFrame(thread, wait.Frame) && IsIn(wait.Waitable, snapshot.Waitables.Length) && IsRow(snapshot, wait.Task)
                && wait.Several.All(index => IsIn(index, snapshot.Waitables.Length))
                && Enum.IsDefined(wait.Kind) && IsMode(wait.Mode));
        }
    }

    private static bool IsMode(LockMode? mode) => mode is null || Enum.IsDefined(mode.Value);

    private static bool IsFrame(ThreadInfo thread, int frame) => frame >= -1 && frame < thread.Frames.Length;

    private static bool IsRow(ProcessSnapshot snapshot, int? row) => IsIn(row, snapshot.Tasks.Count);

    private static bool IsIn(int? index, int count) => index is null || (index >= 0 && index < count);

    private static void All<T>(ImmutableArray<T> items, Func<T, bool> isRight)
        where T : class =>
        Require(items.All(item => item is not null && isRight(item)));

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidDataException("An index of the snapshot leads nowhere.");
        }
    }
}
