using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What a call does to a lock.</summary>
internal enum LockAction
{
    /// <summary>Waits until the lock is free and takes it.</summary>
    Acquire,

    /// <summary>Takes the lock only if that needs no wait, or a bounded one: such a call cannot be part of a deadlock.</summary>
    TryAcquire,

    /// <summary>Gives back what was taken once.</summary>
    Release,

    /// <summary>Gives back all that the caller took: <c>ReleaseLock()</c>, <c>Release(3)</c>.</summary>
    ReleaseAll,
}

/// <summary>The families of locks. Signals (events, countdowns) are none: who sets one need not have waited for it.</summary>
internal enum LockKind
{
    /// <summary>Monitor, and the lock statement on any object.</summary>
    Monitor,

    /// <summary>System.Threading.Lock.</summary>
    Lock,

    /// <summary>SemaphoreSlim.</summary>
    Semaphore,

    /// <summary>ReaderWriterLockSlim.</summary>
    ReaderWriterSlim,

    /// <summary>ReaderWriterLock.</summary>
    ReaderWriter,

    SpinLock,

    Mutex,

    /// <summary>A type of a library or of the user that is known only by its shape: its method returns a disposable that releases.</summary>
    Wrapper,
}

/// <summary>What others may do meanwhile.</summary>
internal enum LockMode
{
    Read,

    /// <summary>One may upgrade, others may read.</summary>
    Upgradeable,

    /// <summary>The write mode of a reader-writer lock.</summary>
    Write,

    /// <summary>A lock that has one mode.</summary>
    Exclusive,
}

/// <summary>A call that takes or gives back a lock.</summary>
/// <param name="Call">The call itself; the hold begins when it returns, or, with <see cref="IsAsync"/>, when its task was awaited.</param>
/// <param name="Target">The expression of the lock, or of the scope that stands for it; null when the lock is the method itself.</param>
internal sealed record LockOperation(LockAction Action, LockKind Kind, LockMode Mode, IInvocationOperation Call, IOperation? Target)
{
    public bool IsAsync { get; init; }

    /// <summary>The <c>ref bool</c> argument that says whether the lock was taken.</summary>
    public IOperation? Taken { get; init; }

    /// <summary>Disposing the result releases the lock.</summary>
    public bool GivesScope { get; init; }

    /// <summary>A read hold becomes a write hold, as <c>UpgradeToWriterLock</c> does: it gives the read hold up while it waits.</summary>
    public bool IsUpgrade { get; init; }

    public bool Acquires => Action is LockAction.Acquire or LockAction.TryAcquire;
}

/// <summary>What is true of all locks of a family.</summary>
internal static class LockTraits
{
    /// <summary>The thread that took it must give it back: after an await it may be another.</summary>
    public static bool IsThreadAffine(this LockKind kind) => kind is not (LockKind.Semaphore or LockKind.Wrapper);

    /// <summary>Its holder may take it again; null when that depends on how it was made, or is not known.</summary>
    public static bool? IsReentrant(this LockKind kind) => kind switch
    {
        LockKind.Monitor or LockKind.Lock or LockKind.ReaderWriter or LockKind.Mutex => true,
        LockKind.SpinLock => false,
        _ => null, // a semaphore by its count, a ReaderWriterLockSlim by its recursion policy
    };

    /// <summary>Holding it this way does not keep another out who takes it that way.</summary>
    public static bool Admits(this LockMode held, LockMode taken) =>
        (held, taken) is (LockMode.Read, LockMode.Read or LockMode.Upgradeable) or (LockMode.Upgradeable, LockMode.Read);

    /// <summary>How a reader calls a lock of the family.</summary>
    public static string Name(this LockKind kind) => kind switch
    {
        LockKind.Monitor => "monitor",
        LockKind.Lock => "Lock",
        LockKind.Semaphore => "SemaphoreSlim",
        LockKind.ReaderWriterSlim => "ReaderWriterLockSlim",
        LockKind.ReaderWriter => "ReaderWriterLock",
        LockKind.SpinLock => "SpinLock",
        LockKind.Mutex => "Mutex",
        _ => "lock",
    };
}
