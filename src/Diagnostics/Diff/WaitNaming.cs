using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Diff;

/// <summary>What a thread waits for, in the few words that a column has room for.</summary>
internal static class WaitNaming
{
    public static string Of(ProcessSnapshot snapshot, Wait wait) => wait switch
    {
        { Waitable: { } waitable } => LockNaming.Wanted(snapshot.Waitables[waitable], wait.Mode),
        { Task: { } task } => $"the task of {snapshot.Tasks[task].Shape.Name}",
        { Thread: { } joined } => $"thread #{joined} to end",
        { Process: { } process } => $"process {process} to end",
        { Kind: WaitKind.Task or WaitKind.Tasks } => "a task",
        { Kind: WaitKind.Sleep } => "the end of its sleep",
        _ => wait.Kind.ToString(),
    };
}
