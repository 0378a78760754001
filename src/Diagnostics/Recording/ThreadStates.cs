using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Recording;

/// <summary>What a thread does in a look, as far as it costs time.</summary>
internal static class ThreadStates
{
    public static TimeState Of(ThreadInfo thread) => thread switch
    {
        { Activity: ThreadActivity.Idle } => TimeState.Idle,
        { Activity: ThreadActivity.Sleeping } or { Wait.Kind: WaitKind.Sleep } => TimeState.Sleep,
        { Wait: { } wait } => wait.Kind switch
        {
            WaitKind.Monitor or WaitKind.Lock or WaitKind.ReaderWriterLock or WaitKind.SemaphoreSlim => TimeState.Lock,
            WaitKind.Task or WaitKind.Tasks => TimeState.Task,
            _ when IsInsideInputOutput(thread) => TimeState.InputOutput,
            _ => TimeState.Signal,
        },

        // No wait of the framework, and no processor: a call of the system.
        { NativeState: 'S' or 'D' } => TimeState.InputOutput,
        _ => TimeState.Running,
    };

    /// <summary>A socket that was used asynchronously before waits for a signal of the framework's own in its blocking calls.</summary>
    private static bool IsInsideInputOutput(ThreadInfo thread) => thread.Frames
        .TakeWhile(frame => frame.IsFramework)
        .Any(frame => frame.Namespace is "System.IO" or "System.Net" || frame.Namespace?.StartsWith("System.Net.", StringComparison.Ordinal) == true);
}
