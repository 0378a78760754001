using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What one call does to a lock of any kind, and how.</summary>
internal enum LockingVerb
{
    None,

    /// <summary>Waits until it has the lock, or throws.</summary>
    Acquire,

    /// <summary>May come back without the lock, and says so by its result.</summary>
    TryAcquire,

    Release,
}

/// <summary>One call on a lock.</summary>
/// <param name="Mode">Empty for a lock with one mode; else Read, UpgradeableRead or Write.</param>
/// <param name="Target">The expression of the lock.</param>
internal readonly record struct LockingCall(LockingVerb Verb, string Mode, IOperation? Target);

/// <summary>
/// The calls that take and release the locks of the framework, by type and name: a row for each, so that no rule has a
/// list of its own. Signals (events, latches, barriers) are not locks; they are only known as primitives.
/// </summary>
internal sealed class LockingCalls
{
    private readonly Dictionary<INamedTypeSymbol, Func<IMethodSymbol, (LockingVerb, string)>> _locks = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _signals = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? _waitHandle;

    public LockingCalls(Compilation compilation)
    {
        Monitor = Threading(compilation, "Monitor");
        Lock = Threading(compilation, "Lock");
        SpinLock = Threading(compilation, "SpinLock");
        SemaphoreSlim = Threading(compilation, "SemaphoreSlim");
        Mutex = Threading(compilation, "Mutex");
        Semaphore = Threading(compilation, "Semaphore");
        _waitHandle = Threading(compilation, "WaitHandle");
        Add(Monitor, OfMonitor);
        Add(Lock, OfMonitor);
        Add(SpinLock, OfMonitor);
        Add(SemaphoreSlim, OfSemaphore);
        Add(Mutex, OfHandle);
        Add(Semaphore, OfHandle);
        Add(Threading(compilation, "ReaderWriterLockSlim"), OfReaderWriterSlim);
        Add(Threading(compilation, "ReaderWriterLock"), OfReaderWriter);
        foreach (var name in new[] { "EventWaitHandle", "ManualResetEventSlim", "Barrier", "CountdownEvent", "WaitHandle" })
        {
            if (Threading(compilation, name) is { } type)
            {
                _signals.Add(type);
            }
        }
    }

    public INamedTypeSymbol? Monitor { get; }

    public INamedTypeSymbol? Lock { get; }

    public INamedTypeSymbol? SpinLock { get; }

    public INamedTypeSymbol? SemaphoreSlim { get; }

    public INamedTypeSymbol? Mutex { get; }

    public INamedTypeSymbol? Semaphore { get; }

    public bool IsMonitor(ITypeSymbol? type) => Is(type, Monitor);

    public bool IsLock(ITypeSymbol? type) => Is(type, Lock);

    public bool IsSpinLock(ITypeSymbol? type) => Is(type, SpinLock);

    /// <summary>A semaphore counts, and can be used as a signal as well as a lock.</summary>
    public bool IsSemaphore(ITypeSymbol? type) => Is(type, SemaphoreSlim) || Is(type, Semaphore);

    /// <summary>An object with waiting operations of its own: a lock (System.Threading.Lock is not counted) or a signal.</summary>
    public bool IsPrimitive(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_signals.Contains(current) || (_locks.ContainsKey(current) && !Is(current, Lock) && !Is(current, Monitor)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the call does to which lock. Whether a try says its result by reference is not looked at.</summary>
    public LockingCall Classify(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        if (type is null || (!_locks.TryGetValue(type, out var classify) && !(Is(type, _waitHandle) && OfReceiver(call, out classify))))
        {
            return default;
        }

        var (verb, mode) = classify!(call.TargetMethod);
        var target = Is(type, Monitor) ? FirstArgument(call) : call.Instance;
        return verb == LockingVerb.None || target is null ? default : new(verb, mode, target);
    }

    /// <summary>The argument of the first parameter, wherever it is written.</summary>
    public static IOperation? FirstArgument(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                return argument.Value;
            }
        }

        return null;
    }

    // WaitOne is declared by WaitHandle; of what it is called on depends whether it takes a lock.
    private bool OfReceiver(IInvocationOperation call, out Func<IMethodSymbol, (LockingVerb, string)> classify)
    {
        classify = OfHandle;
        return Is(call.Instance?.Type, Mutex) || Is(call.Instance?.Type, Semaphore);
    }

    private static (LockingVerb, string) OfMonitor(IMethodSymbol method) => (method.Name switch
    {
        "Enter" or "EnterScope" => LockingVerb.Acquire,
        "TryEnter" => LockingVerb.TryAcquire,
        "Exit" => LockingVerb.Release,
        _ => LockingVerb.None,
    }, "");

    private static (LockingVerb, string) OfSemaphore(IMethodSymbol method) => (method.Name switch
    {
        "Wait" or "WaitAsync" => HasTimeout(method) ? LockingVerb.TryAcquire : LockingVerb.Acquire,
        "Release" => LockingVerb.Release,
        _ => LockingVerb.None,
    }, "");

    private static (LockingVerb, string) OfHandle(IMethodSymbol method) => (method.Name switch
    {
        "WaitOne" => HasTimeout(method) ? LockingVerb.TryAcquire : LockingVerb.Acquire,
        "Release" or "ReleaseMutex" => LockingVerb.Release,
        _ => LockingVerb.None,
    }, "");

    private static (LockingVerb, string) OfReaderWriterSlim(IMethodSymbol method) => method.Name switch
    {
        "EnterReadLock" => (LockingVerb.Acquire, "Read"),
        "EnterUpgradeableReadLock" => (LockingVerb.Acquire, "UpgradeableRead"),
        "EnterWriteLock" => (LockingVerb.Acquire, "Write"),
        "TryEnterReadLock" => (LockingVerb.TryAcquire, "Read"),
        "TryEnterUpgradeableReadLock" => (LockingVerb.TryAcquire, "UpgradeableRead"),
        "TryEnterWriteLock" => (LockingVerb.TryAcquire, "Write"),
        "ExitReadLock" => (LockingVerb.Release, "Read"),
        "ExitUpgradeableReadLock" => (LockingVerb.Release, "UpgradeableRead"),
        "ExitWriteLock" => (LockingVerb.Release, "Write"),
        _ => default,
    };

    // Its waits take a time limit and throw when it is over: there is no result to look at.
    private static (LockingVerb, string) OfReaderWriter(IMethodSymbol method) => method.Name switch
    {
        "AcquireReaderLock" => (LockingVerb.Acquire, "Read"),
        "AcquireWriterLock" => (LockingVerb.Acquire, "Write"),
        "ReleaseReaderLock" => (LockingVerb.Release, "Read"),
        "ReleaseWriterLock" => (LockingVerb.Release, "Write"),
        _ => default,
    };

    private static bool HasTimeout(IMethodSymbol method) =>
        method.Parameters.Length > 0 && (method.Parameters[0].Type.SpecialType == SpecialType.System_Int32 || method.Parameters[0].Type.Name == "TimeSpan");

    private static INamedTypeSymbol? Threading(Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName("System.Threading." + name);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    private void Add(INamedTypeSymbol? type, Func<IMethodSymbol, (LockingVerb, string)> classify)
    {
        if (type is not null)
        {
            _locks[type] = classify;
        }
    }
}
