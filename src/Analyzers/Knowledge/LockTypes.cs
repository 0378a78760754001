using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// What is a lock, and which calls take and release one. The <c>lock</c> statement needs no entry of its own: in a
/// control-flow graph it is Monitor.Enter and Monitor.Exit, or, where the compiler knows System.Threading.Lock (Roslyn
/// 4.10 and later), EnterScope and Dispose. Monitor.Wait is not here: it gives the lock back and takes it again, so
/// before and after it the lock is held.
/// </summary>
internal sealed class LockTypes(Compilation compilation, TaskTypes tasks)
{
    public INamedTypeSymbol? Monitor { get; } = compilation.GetTypeByMetadataName("System.Threading.Monitor");

    public INamedTypeSymbol? Lock { get; } = compilation.GetTypeByMetadataName("System.Threading.Lock");

    public INamedTypeSymbol? LockScope { get; } = compilation.GetTypeByMetadataName("System.Threading.Lock+Scope");

    public INamedTypeSymbol? Semaphore { get; } = compilation.GetTypeByMetadataName("System.Threading.SemaphoreSlim");

    public INamedTypeSymbol? ReaderWriterSlim { get; } = compilation.GetTypeByMetadataName("System.Threading.ReaderWriterLockSlim");

    public INamedTypeSymbol? ReaderWriter { get; } = compilation.GetTypeByMetadataName("System.Threading.ReaderWriterLock");

    public INamedTypeSymbol? SpinLock { get; } = compilation.GetTypeByMetadataName("System.Threading.SpinLock");

    public INamedTypeSymbol? Mutex { get; } = compilation.GetTypeByMetadataName("System.Threading.Mutex");

    /// <summary>What the call does to a lock, or null. Names are compared first: they are the cheap guard.</summary>
    public LockOperation? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (LockMembers.Of(method.Name) is { } member && KindOf(call) is { } kind && (member.Kinds & (1 << (int)kind)) != 0)
        {
            return Known(call, kind, member);
        }

        return LockWrappers.Find(call, tasks);
    }

    /// <summary>The lock operation whose effect comes with this await: <c>await gate.WaitAsync()</c>.</summary>
    public LockOperation? FindAwaited(IOperation awaited, BlockingCalls blocking) =>
        blocking.Source(awaited) is IInvocationOperation call && Find(call) is { IsAsync: true } found ? found : null;

    /// <summary>The family that an object of the type belongs to as a lock: any object is a monitor.</summary>
    public LockKind KindOf(ITypeSymbol? type) => Special(type as INamedTypeSymbol) ?? LockKind.Monitor;

    private LockKind? KindOf(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        return Is(type, Monitor) ? LockKind.Monitor
            : Special(type) ?? (Is(call.Instance?.Unwrapped().Type as INamedTypeSymbol, Mutex) ? LockKind.Mutex : null); // WaitOne is of WaitHandle
    }

    private LockKind? Special(INamedTypeSymbol? type) =>
        type is not { ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } ? null
        : Is(type, Lock) || Is(type, LockScope) ? LockKind.Lock
        : Is(type, Semaphore) ? LockKind.Semaphore
        : Is(type, ReaderWriterSlim) ? LockKind.ReaderWriterSlim
        : Is(type, ReaderWriter) ? LockKind.ReaderWriter
        : Is(type, SpinLock) ? LockKind.SpinLock
        : Is(type, Mutex) ? LockKind.Mutex
        : null;

    private LockOperation? Known(IInvocationOperation call, LockKind kind, LockMember member)
    {
        var target = kind == LockKind.Monitor ? Argument(call, 0) : call.Instance;
        if (target is null || (call.TargetMethod.Name == "Dispose" && !Is(call.TargetMethod.ContainingType, LockScope)))
        {
            return null;
        }

        var action = member.Action;
        if (action == LockAction.TryAcquire || (action == LockAction.Acquire && kind is LockKind.Semaphore or LockKind.Mutex))
        {
            // An acquire with a time limit is a try; a try without one is an acquire.
            var limit = LockLimits.Of(call);
            action = limit is not null && LockLimits.IsInfinite(limit) || (limit is null && action == LockAction.Acquire)
                ? LockAction.Acquire
                : LockAction.TryAcquire;
        }
        else if (action == LockAction.Release && kind == LockKind.Semaphore && Argument(call, 0) is { ConstantValue: not { HasValue: true, Value: 1 } })
        {
            action = LockAction.ReleaseAll;
        }

        return new(action, kind, member.Mode, call, target)
        {
            IsAsync = call.TargetMethod.Name == "WaitAsync",
            Taken = call.Arguments.FirstOrDefault(argument => argument.Parameter?.RefKind == RefKind.Ref && argument.Parameter.Type.SpecialType == SpecialType.System_Boolean)?.Value,
            GivesScope = call.TargetMethod.Name == "EnterScope",
            IsUpgrade = call.TargetMethod.Name == "UpgradeToWriterLock",
        };
    }

    private static IOperation? Argument(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static bool Is(INamedTypeSymbol? type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
