using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>Everything that was seen of a process at one moment. All rules and renderers work on this alone.</summary>
internal sealed record ProcessSnapshot
{
    public required TargetInfo Target { get; init; }

    public required CaptureInfo Capture { get; init; }

    public ImmutableArray<ThreadInfo> Threads { get; init; } = [];

    public ImmutableArray<Waitable> Waitables { get; init; } = [];

    public TaskTable Tasks { get; init; } = TaskTable.Empty;

    /// <summary>Null when the process has not used the pool.</summary>
    public PoolInfo? Pool { get; init; }

    /// <summary>Waits that nothing in the process can end.</summary>
    public LostWaits Lost { get; init; } = LostWaits.None;

    /// <summary>The descendants of the process; empty when nothing in it waits for one.</summary>
    public ImmutableArray<ChildProcess> Children { get; init; } = [];

    /// <summary>The threads of the process itself that stand in a read or write of a pipe that a descendant shares.</summary>
    public ImmutableArray<PipeWait> PipeWaits { get; init; } = [];
}

/// <summary>The process that was looked at.</summary>
internal sealed record TargetInfo
{
    public required int ProcessId { get; init; }

    public required string Name { get; init; }

    /// <summary>Version of the runtime, as in <c>10.0.12</c>; null when it could not be told.</summary>
    public string? RuntimeVersion { get; init; }
}

/// <summary>How the snapshot was made, and what it does not show.</summary>
internal sealed record CaptureInfo
{
    public required CaptureSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How long the target stood still, all attempts together; null when it was not measured.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>How often the target was stopped; more than once when a look fell into a garbage collection.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Bytes of the target's memory that were copied.</summary>
    public ulong CopiedBytes { get; init; }

    /// <summary>False when part of the heap could not be walked: counts of tasks are then lower bounds.</summary>
    public bool HeapIsComplete { get; init; } = true;

    /// <summary>How much of the process was seen at all.</summary>
    public CaptureDetail Detail { get; init; }

    /// <summary>
    /// Why a rule that found nothing cannot say that there is nothing: part of the process was not seen at all. Null when all of it was.
    /// </summary>
    public string? PartlySeenBecause { get; init; }

    /// <summary>Threads of the process were running while it was read: what is said of its objects holds for no one moment.</summary>
    public bool IsMoving { get; init; }

    /// <summary>What could not be seen and why, one sentence each.</summary>
    public ImmutableArray<string> Limitations { get; init; } = [];
}

internal enum CaptureSource
{
    /// <summary>Stopped, copied, released.</summary>
    Freeze,

    /// <summary>A dump that the runtime wrote for us.</summary>
    Dump,

    /// <summary>Read while it ran, without any stop.</summary>
    Passive,

    /// <summary>A dump file that was there already.</summary>
    DumpFile,

    /// <summary>A short sample of the runtime's events.</summary>
    Events,

    /// <summary>What the kernel shows of every process.</summary>
    Proc,

    /// <summary>A snapshot that the operating system made for the debugging library (Windows).</summary>
    System,
}

/// <summary>How much of a process was seen.</summary>
internal enum CaptureDetail
{
    Everything,

    /// <summary>The stacks of the threads, no objects: no locks, no tasks.</summary>
    Stacks,

    /// <summary>What the kernel knows of the threads: names, states, processor time.</summary>
    Native,
}
