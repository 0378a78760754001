using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What a call does to a lock.</summary>
internal enum LockAction
{
    None,

    /// <summary>Waits until the lock is free and takes it.</summary>
    Acquire,

    /// <summary>Takes the lock only if that needs no wait, or a bounded one: such a call cannot be part of a deadlock.</summary>
    TryAcquire,

    Release,
}

/// <summary>
/// What is a lock, and which calls take and release one. The <c>lock</c> statement needs no entry of its own: in a
/// control-flow graph it is Monitor.Enter and Monitor.Exit, or, where the compiler knows System.Threading.Lock (Roslyn
/// 4.10 and later), EnterScope and Dispose.
/// </summary>
internal sealed class LockTypes(Compilation compilation)
{
    public INamedTypeSymbol? Monitor { get; } = compilation.GetTypeByMetadataName("System.Threading.Monitor");

    public INamedTypeSymbol? Lock { get; } = compilation.GetTypeByMetadataName("System.Threading.Lock");

    public INamedTypeSymbol? LockScope { get; } = compilation.GetTypeByMetadataName("System.Threading.Lock+Scope");

    /// <summary>What the call does, and the expression of the lock (or of the scope that stands for it).</summary>
    public LockAction Classify(IInvocationOperation call, out IOperation? target)
    {
        target = null;
        var action = ByName(call.TargetMethod.Name);
        if (action == LockAction.None)
        {
            return LockAction.None;
        }

        var type = call.TargetMethod.ContainingType;
        if (Is(type, Monitor))
        {
            target = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        }
        else if (Is(type, Lock) || Is(type, LockScope))
        {
            target = call.Instance;
        }

        return target is null ? LockAction.None : action;
    }

    // Monitor.Wait is not here: it gives the lock back and takes it again, so before and after it the lock is held.
    private static LockAction ByName(string name) => name switch
    {
        "Enter" or "EnterScope" => LockAction.Acquire,
        "TryEnter" => LockAction.TryAcquire,
        "Exit" or "Dispose" => LockAction.Release,
        _ => LockAction.None,
    };

    private static bool Is(INamedTypeSymbol type, INamedTypeSymbol? other) =>
        SymbolEqualityComparer.Default.Equals(type, other);
}
