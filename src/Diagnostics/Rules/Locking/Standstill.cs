using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules.Locking;

/// <summary>What keeps a thread from going on, other than a lock.</summary>
internal static class Standstill
{
    /// <summary>Where there is a kernel state to read, these are the runtime's own events: setting one takes no time.</summary>
    private const string Signals = "Interop.Kernel32.";

    /// <summary>As a reader would say it; null when the thread runs or waits for a lock.</summary>
    public static string? Of(WaitForGraph graph, ThreadInfo thread) => (thread.Activity, thread.Wait?.Kind) switch
    {
        (ThreadActivity.Sleeping, _) => SpinsInLock(thread) ? null : "sleeps",
        (_, WaitKind.Task or WaitKind.Tasks) => thread.Wait!.Task is { } row ? $"blocks on the task of {graph.Snapshot.Tasks[row].Shape.Name}" : "blocks on a task",
        (_, WaitKind.Join) => thread.Wait!.Thread is { } id && graph.Thread(id) is { } other ? $"waits for the end of {ThreadNaming.Of(other)}" : "waits for the end of a thread",
        (_, WaitKind.Monitor or WaitKind.Lock or WaitKind.ReaderWriterLock or WaitKind.SpinLock or WaitKind.Lazy or WaitKind.TypeInitializer) => null,
        (_, { } kind) => thread.Wait!.Waitable is { } index ? $"waits for {ThreadNaming.Of(graph.Snapshot.Waitables[index])}" : $"waits in {kind}",
        _ => IsInOutput(thread) ? $"stands in {thread.Frames.Last(IsOutput).Method}" : null,
    };

    /// <summary>The lock protects itself by a spin lock, which sleeps for a millisecond when another thread is in it (ReaderWriterLockSlim.SpinLock).</summary>
    private static bool SpinsInLock(ThreadInfo thread) => thread.Frames.TakeWhile(frame => frame.IsFramework)
        .Any(frame => frame.Method.StartsWith("ReaderWriterLockSlim.", StringComparison.Ordinal));

    /// <summary>In a system call of the framework's I/O, by the kernel's word: S and D are the states of a thread that waits.</summary>
    private static bool IsInOutput(ThreadInfo thread) =>
        thread.NativeState is 'S' or 'D' && thread.Frames is [var top, ..] && IsOutput(top)
        && thread.Call?.Kind is not (NativeCallKind.Mutex or NativeCallKind.Event or NativeCallKind.Sleep);

    private static bool IsOutput(Frame frame) => frame.IsFramework
        && (frame.Method.StartsWith("Interop.", StringComparison.Ordinal) && !frame.Method.StartsWith(Signals, StringComparison.Ordinal)
            || frame.Namespace is { } space && (space.StartsWith("System.IO", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal)));
}
