using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>A managed thread at the moment of the snapshot.</summary>
internal sealed record ThreadInfo
{
    /// <summary>Managed id; unique in the snapshot.</summary>
    public required int Id { get; init; }

    /// <summary>Id that the operating system gives.</summary>
    public required uint OsId { get; init; }

    /// <summary>Name that the program gave, or null.</summary>
    public string? Name { get; init; }

    public required ThreadKind Kind { get; init; }

    public required ThreadActivity Activity { get; init; }

    /// <summary>What the thread waits for; null when it does not wait.</summary>
    public Wait? Wait { get; init; }

    /// <summary>The locks that the thread holds, as far as their owner is stored.</summary>
    public ImmutableArray<HeldLock> Holds { get; init; } = [];

    /// <summary>The contexts that the thread works for; read of blocked threads only.</summary>
    public ImmutableArray<ThreadContext> Contexts { get; init; } = [];

    /// <summary>Rows in <see cref="ProcessSnapshot.Tasks"/> of the tasks whose delegates the thread is inside of, as far as it waits.</summary>
    public ImmutableArray<int> Runs { get; init; } = [];

    /// <summary>Stack, innermost call first.</summary>
    public ImmutableArray<Frame> Frames { get; init; } = [];

    /// <summary>State letter of /proc/&lt;pid&gt;/task/&lt;tid&gt;/stat (proc(5)), seen before the freeze; null when unknown.</summary>
    public char? NativeState { get; init; }

    /// <summary>Processor time used so far; null when unknown.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>True when it was running while the process was read without a stop: nothing is known of its stack.</summary>
    public bool IsNotSeen { get; init; }

    /// <summary>Where it waits in the kernel: <c>futex_wait_queue</c>; null when it does not or may not be seen.</summary>
    public string? WaitChannel { get; init; }

    /// <summary>The system call that it stood in; null when it ran, waited in a way that <see cref="Wait"/> tells, or that is not known.</summary>
    public NativeCall? Call { get; init; }

    /// <summary>What it did until a second look; null when there was none.</summary>
    public Progress? Progress { get; init; }
}

internal enum ThreadKind
{
    Main,
    Pool,
    Dedicated,

    /// <summary>The finalizer thread.</summary>
    Finalizer,

    /// <summary>A thread of the runtime itself: the gate of the pool, signal handling, sockets. Hidden by default.</summary>
    Runtime,

    /// <summary>The runtime's thread that fires timers. Hidden by default.</summary>
    Timer,
}

internal enum ThreadActivity
{
    Running,
    Waiting,
    Sleeping,

    /// <summary>A pool worker without work.</summary>
    Idle,
}

/// <summary>A lock that a thread holds, and the outermost frame in which it is seen held.</summary>
/// <param name="Waitable">Index into <see cref="ProcessSnapshot.Waitables"/>.</param>
/// <param name="Frame">Index into <see cref="ThreadInfo.Frames"/>; -1 when no frame shows it.</param>
internal sealed record HeldLock(int Waitable, int Frame)
{
    /// <summary>The statement that took the lock; null when it cannot be told or there are no symbols.</summary>
    public SourceLine? TakenAt { get; init; }
}
