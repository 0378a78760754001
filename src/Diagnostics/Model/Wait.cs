using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>What a blocked thread waits for.</summary>
internal sealed record Wait
{
    public required WaitKind Kind { get; init; }

    /// <summary>Index of the innermost frame of the user's code; -1 when there is none.</summary>
    public required int Frame { get; init; }

    /// <summary>Index into <see cref="ProcessSnapshot.Waitables"/> of the object waited for; null when it is not one or unknown.</summary>
    public int? Waitable { get; init; }

    /// <summary>Indexes into <see cref="ProcessSnapshot.Waitables"/> of the objects that it waits for at once; empty when it is one or none.</summary>
    public ImmutableArray<int> Several { get; init; } = [];

    /// <summary>Whether it needs all of several or any one of them; null when that cannot be told.</summary>
    public bool? NeedsAll { get; init; }

    /// <summary>Row in <see cref="ProcessSnapshot.Tasks"/> of the task waited for; null when it is not one or unknown.</summary>
    public int? Task { get; init; }

    /// <summary>Managed id of the thread waited for; null when it is not one or unknown.</summary>
    public int? Thread { get; init; }

    /// <summary>How a reader-writer lock is wanted; null for other waits.</summary>
    public LockMode? Mode { get; init; }

    /// <summary>What suggests that this is what the thread waits for; null when it is certain.</summary>
    public string? InferredFrom { get; init; }

    /// <summary>Id of the process whose end is waited for; null when it is not one or unknown.</summary>
    public int? Process { get; init; }
}

internal enum WaitKind
{
    /// <summary>Waits to enter a Monitor.</summary>
    Monitor,

    /// <summary>Monitor.Wait: waits for a pulse.</summary>
    MonitorPulse,

    /// <summary>Waits to enter a System.Threading.Lock.</summary>
    Lock,

    /// <summary>Blocks on one task: Wait, Result, GetResult.</summary>
    Task,

    /// <summary>Blocks in Task.WaitAll or WaitAny.</summary>
    Tasks,

    SemaphoreSlim,
    ManualResetEventSlim,
    CountdownEvent,
    Barrier,
    ReaderWriterLock,

    /// <summary>Turns in front of a SpinLock.</summary>
    SpinLock,

    /// <summary>Waits for the value of a Lazy that another thread makes.</summary>
    Lazy,

    /// <summary>Waits for a class whose static constructor another thread runs.</summary>
    TypeInitializer,
    Join,

    /// <summary>A wait handle: mutex, semaphore, event. Its owner is not stored in managed memory.</summary>
    WaitHandle,
    Sleep,

    /// <summary>Process.WaitForExit.</summary>
    ChildProcess,

    /// <summary>Take or Add of a BlockingCollection.</summary>
    BlockingCollection,
}
