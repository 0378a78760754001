using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>An object that threads or tasks wait for.</summary>
internal sealed record Waitable
{
    public required WaitableKind Kind { get; init; }

    /// <summary>Address in the snapshot: an identity within it, not beyond.</summary>
    public required ulong Address { get; init; }

    /// <summary>Type as C# writes it, without namespace.</summary>
    public required string TypeName { get; init; }

    /// <summary>The field that holds the object, <c>Bank._accounts</c>; null when none was found.</summary>
    public string? Field { get; init; }

    /// <summary>Managed id of the owner; null when nobody owns it, its owner has ended, or <see cref="OwnerUnknownBecause"/> says why it is not known.</summary>
    public int? Owner { get; init; }

    /// <summary>True when the thread that took it has ended without giving it back.</summary>
    public bool OwnerHasEnded { get; init; }

    /// <summary>Why the owner cannot be told; null when it can.</summary>
    public string? OwnerUnknownBecause { get; init; }

    /// <summary>How many took it for reading and have ended without giving it back, by the lock's own count.</summary>
    public int ReadersEnded { get; init; }

    /// <summary>Others that hold it: readers of a reader-writer lock, async methods that took a semaphore.</summary>
    public ImmutableArray<Holder> Holders { get; init; } = [];

    /// <summary>Who could signal it, the likeliest first and at most three; empty for locks, and when nobody was found.</summary>
    public ImmutableArray<Candidate> Candidates { get; init; } = [];

    /// <summary>
    /// Of a semaphore that nobody alive holds and that nevertheless is not free: the methods that may have left it taken. Empty
    /// where somebody may still give it back.
    /// </summary>
    public ImmutableArray<LeakSuspect> Suspects { get; init; } = [];

    /// <summary>How many can hold it at once; null when that is not stored, as for a semaphore made without a maximum.</summary>
    public int? Capacity { get; init; }

    /// <summary>Numbers worth showing, as a fragment: <c>0 of 1 free, 3 waiting</c>; null when there are none.</summary>
    public string? Detail { get; init; }
}

/// <summary>Somebody who holds a waitable beside or in place of its owner. One of thread and task is set.</summary>
/// <param name="Thread">Managed id.</param>
/// <param name="Task">Row in <see cref="ProcessSnapshot.Tasks"/>.</param>
/// <param name="InferredFrom">What this was inferred from; null when the runtime stores it.</param>
internal sealed record Holder(int? Thread, int? Task, string? InferredFrom)
{
    /// <summary>The method that took it, as C# writes it; null when that is not known.</summary>
    public string? TakenIn { get; init; }

    /// <summary>The line that took it; null when it is not known.</summary>
    public SourceLine? TakenAt { get; init; }

    /// <summary>How a reader-writer lock is held; null for others.</summary>
    public LockMode? Mode { get; init; }
}

internal enum WaitableKind
{
    Monitor,
    Lock,
    SemaphoreSlim,
    ReaderWriterLock,
    Event,
    CountdownEvent,
    Barrier,
    WaitHandle,
    BlockingCollection,
    Channel,

    /// <summary>A SpinLock inside an object; the address is that of the struct.</summary>
    SpinLock,

    /// <summary>The value of a Lazy in the making; the address is that of the object it locks meanwhile.</summary>
    Lazy,

    /// <summary>A class whose static constructor runs; the address is that of its method table.</summary>
    TypeInitializer,
}
