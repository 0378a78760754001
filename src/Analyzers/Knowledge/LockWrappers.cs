using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Locks that libraries and users write for themselves, known by shape: an instance method with the name of a lock's
/// method returns something disposable, or a task of it, and the type or the result is called a lock.
/// </summary>
internal static class LockWrappers
{
    private static readonly string[] s_names = ["Lock", "Mutex", "Semaphore", "Monitor", "Gate", "Releaser", "Guard", "CriticalSection"];

    public static LockOperation? Find(IInvocationOperation call, TaskTypes tasks)
    {
        var method = call.TargetMethod;
        if (ModeOf(method.Name) is not { } mode
            || method.IsStatic
            || call.Instance is not { Type: { } receiver } instance
            || method.ContainingNamespace is { Name: "Threading", ContainingNamespace.Name: "System" }
            || !HasNoKey(method))
        {
            return null;
        }

        var (result, isAsync) = Unwrapped(method.ReturnType, tasks);
        if (result is null || !IsDisposable(result) || !(IsCalledLock(receiver) || IsCalledLock(result)))
        {
            return null;
        }

        // A method of one's own is the lock itself: `using (await LockAsync())`.
        var own = instance.Unwrapped() is IInstanceReferenceOperation && !IsCalledLock(receiver);
        return new(LockAction.Acquire, LockKind.Wrapper, mode, call, own ? null : instance) { IsAsync = isAsync, GivesScope = true };
    }

    private static LockMode? ModeOf(string name) => name switch
    {
        "Lock" or "LockAsync" or "Enter" or "EnterAsync" or "EnterScope" or "EnterScopeAsync" or "Acquire" or "AcquireAsync"
            or "AcquireLock" or "AcquireLockAsync" or "EnterLock" or "EnterLockAsync" or "TakeLock" or "TakeLockAsync" => LockMode.Exclusive,
        "ReadLock" or "ReadLockAsync" or "ReaderLock" or "ReaderLockAsync" or "EnterReadLock" or "EnterReadLockAsync"
            or "AcquireReadLock" or "AcquireReadLockAsync" or "LockReadAsync" or "LockRead" => LockMode.Read,
        "UpgradeableReadLock" or "UpgradeableReadLockAsync" or "UpgradeableReaderLock" or "UpgradeableReaderLockAsync" => LockMode.Upgradeable,
        "WriteLock" or "WriteLockAsync" or "WriterLock" or "WriterLockAsync" or "EnterWriteLock" or "EnterWriteLockAsync"
            or "AcquireWriteLock" or "AcquireWriteLockAsync" or "LockWriteAsync" or "LockWrite" => LockMode.Write,
        _ => null,
    };

    // A key or a name among the arguments chooses one of many locks; a limit makes a result that may be null.
    private static bool HasNoKey(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.Name != "CancellationToken")
            {
                return false;
            }
        }

        return true;
    }

    private static (ITypeSymbol? Result, bool IsAsync) Unwrapped(ITypeSymbol type, TaskTypes tasks) =>
        type is INamedTypeSymbol named && tasks.IsTaskOrDerived(named)
            ? (named.TypeArguments.Length == 1 ? named.TypeArguments[0] : null, true)
            : type is INamedTypeSymbol { TypeArguments.Length: 1 } other && other.GetMembers("GetAwaiter").Length > 0
                ? (other.TypeArguments[0], true)
                : (type, false);

    private static bool IsDisposable(ITypeSymbol type) =>
        IsDisposableInterface(type)
        || type.AllInterfaces.Any(IsDisposableInterface)
        || (type.IsRefLikeType && type.GetMembers("Dispose").Any(member => member is IMethodSymbol { Parameters.IsEmpty: true }));

    private static bool IsDisposableInterface(ITypeSymbol type) =>
        type is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" };

    private static bool IsCalledLock(ITypeSymbol type) =>
        Array.Exists(s_names, name => type.Name.IndexOf(name, StringComparison.Ordinal) >= 0);
}
