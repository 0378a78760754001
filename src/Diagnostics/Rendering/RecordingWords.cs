using System.Collections.Immutable;
using System.Globalization;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering;

/// <summary>How a recording is spoken of, the same in text and on the page.</summary>
internal static class RecordingWords
{
    /// <summary>In the order in which they are shown: what costs first, what is no cost last.</summary>
    public static ImmutableArray<(TimeState State, string Name)> States { get; } =
    [
        (TimeState.Running, "running"),
        (TimeState.Ready, "ready, no processor"),
        (TimeState.Lock, "waiting for locks"),
        (TimeState.Task, "blocked on tasks"),
        (TimeState.Signal, "waiting for signals"),
        (TimeState.Sleep, "sleeping"),
        (TimeState.InputOutput, "in system calls"),
        (TimeState.StandingBy, "standing by"),
        (TimeState.Idle, "idle workers"),
    ];

    /// <summary>Whether a state is no part of what limits.</summary>
    public static bool IsQuiet(TimeState state) => state is TimeState.Idle or TimeState.StandingBy;

    public static string Of(WaitKind kind) => kind switch
    {
        WaitKind.Monitor or WaitKind.Lock => "lock",
        WaitKind.ReaderWriterLock => "rw lock",
        WaitKind.Task or WaitKind.Tasks => "task",
        WaitKind.MonitorPulse => "pulse",
        WaitKind.SemaphoreSlim => "semaphore",
        WaitKind.BlockingCollection => "queue",
        WaitKind.ChildProcess => "process",
        WaitKind.TypeInitializer or WaitKind.Lazy => "initialiser",
        WaitKind.ManualResetEventSlim or WaitKind.CountdownEvent or WaitKind.WaitHandle => "event",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>How often, of how many, and for how long.</summary>
    public static string How(WaitSite site) => site.LastedThroughout
        ? $"{ThreadNaming.Count(site.Threads, "thread", "threads")} from beginning to end"
        : $"{ThreadNaming.Count(site.Count, "wait", "waits")} of {ThreadNaming.Count(site.Threads, "thread", "threads")}, {Milliseconds(site.Total / Math.Max(1, site.Count))} each, at most {Milliseconds(site.Longest)}";

    /// <summary>What the recording itself did to the process.</summary>
    public static string Cost(Recorded recorded) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ThreadNaming.Count(recorded.Looks, "look", "looks")} stopped the process for {recorded.Paused.TotalMilliseconds:0.#} ms in all; the rest is from events of its runtime and counts of the kernel.");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms");
}
