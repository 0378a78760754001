using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>Whether a lock keeps its name across a call. Nothing is renamed yet: a lock that would need it is left out.</summary>
internal static class Translation
{
    /// <summary>A lock of the callee, seen by the caller.</summary>
    public static bool ToCaller(LockIdentity identity, Call call) => identity.Root switch
    {
        LockRoot.Static or LockRoot.Type => true,
        LockRoot.This => call.Receiver == Receiver.Same,
        _ => IsOfEnclosing(identity, call),
    };

    /// <summary>A lock that the caller holds, seen by the callee.</summary>
    public static bool ToTarget(LockIdentity identity, Call call) => ToCaller(identity, call);

    // Only a nested function names variables of its caller, namely those of the functions around it.
    private static bool IsOfEnclosing(LockIdentity identity, Call call) =>
        call.Target.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction
        && !SymbolEqualityComparer.Default.Equals(identity.Anchor?.ContainingSymbol, call.Target);
}
