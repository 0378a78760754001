namespace Unravel.Analyzers.Knowledge;

/// <summary>What a member with a certain name does, in the families of locks that have it.</summary>
/// <param name="Kinds">A bit for each <see cref="LockKind"/>.</param>
internal sealed record LockMember(LockAction Action, LockMode Mode, int Kinds);

/// <summary>The members of the framework's locks, by name.</summary>
internal static class LockMembers
{
    private const int Monitor = 1 << (int)LockKind.Monitor;
    private const int Lock = 1 << (int)LockKind.Lock;
    private const int Semaphore = 1 << (int)LockKind.Semaphore;
    private const int Slim = 1 << (int)LockKind.ReaderWriterSlim;
    private const int Old = 1 << (int)LockKind.ReaderWriter;
    private const int Spin = 1 << (int)LockKind.SpinLock;
    private const int Mutex = 1 << (int)LockKind.Mutex;

    private static readonly Dictionary<string, LockMember> s_byName = new(StringComparer.Ordinal)
    {
        ["Enter"] = new(LockAction.Acquire, LockMode.Exclusive, Monitor | Lock | Spin),
        ["EnterScope"] = new(LockAction.Acquire, LockMode.Exclusive, Lock),
        ["TryEnter"] = new(LockAction.TryAcquire, LockMode.Exclusive, Monitor | Lock | Spin),
        ["Exit"] = new(LockAction.Release, LockMode.Exclusive, Monitor | Lock | Spin),
        ["Dispose"] = new(LockAction.Release, LockMode.Exclusive, Lock), // of the scope
        ["Wait"] = new(LockAction.Acquire, LockMode.Exclusive, Semaphore),
        ["WaitAsync"] = new(LockAction.Acquire, LockMode.Exclusive, Semaphore),
        ["Release"] = new(LockAction.Release, LockMode.Exclusive, Semaphore),
        ["WaitOne"] = new(LockAction.Acquire, LockMode.Exclusive, Mutex),
        ["ReleaseMutex"] = new(LockAction.Release, LockMode.Exclusive, Mutex),
        ["EnterReadLock"] = new(LockAction.Acquire, LockMode.Read, Slim),
        ["EnterUpgradeableReadLock"] = new(LockAction.Acquire, LockMode.Upgradeable, Slim),
        ["EnterWriteLock"] = new(LockAction.Acquire, LockMode.Write, Slim),
        ["TryEnterReadLock"] = new(LockAction.TryAcquire, LockMode.Read, Slim),
        ["TryEnterUpgradeableReadLock"] = new(LockAction.TryAcquire, LockMode.Upgradeable, Slim),
        ["TryEnterWriteLock"] = new(LockAction.TryAcquire, LockMode.Write, Slim),
        ["ExitReadLock"] = new(LockAction.Release, LockMode.Read, Slim),
        ["ExitUpgradeableReadLock"] = new(LockAction.Release, LockMode.Upgradeable, Slim),
        ["ExitWriteLock"] = new(LockAction.Release, LockMode.Write, Slim),
        ["AcquireReaderLock"] = new(LockAction.Acquire, LockMode.Read, Old), // a timeout throws
        ["AcquireWriterLock"] = new(LockAction.Acquire, LockMode.Write, Old),
        ["UpgradeToWriterLock"] = new(LockAction.Acquire, LockMode.Write, Old),
        ["DowngradeFromWriterLock"] = new(LockAction.Release, LockMode.Write, Old),
        ["ReleaseReaderLock"] = new(LockAction.Release, LockMode.Read, Old),
        ["ReleaseWriterLock"] = new(LockAction.Release, LockMode.Write, Old),
        ["ReleaseLock"] = new(LockAction.ReleaseAll, LockMode.Exclusive, Old),
    };

    public static LockMember? Of(string name) => s_byName.TryGetValue(name, out var member) ? member : null;
}
