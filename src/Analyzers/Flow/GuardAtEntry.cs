using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What is known of a lock when a function starts, beyond what all of its callers surely hold.</summary>
internal enum EntryGuard
{
    /// <summary>Somebody comes without it.</summary>
    Bare,

    /// <summary>Some callers hold it and some come without it: often a first look that is repeated under the lock.</summary>
    Mixed,

    /// <summary>Nobody is seen to come without it, and there is a reason to believe that all hold it.</summary>
    Trusted,
}

/// <summary>
/// Asks the callers of functions that others can call too, and the ways by which people say that the lock is held already:
/// names, and steps that a base class calls under its own lock.
/// </summary>
internal sealed class GuardAtEntry(TypeSummary type, LockIdentity guard)
{
    private readonly Dictionary<FunctionSummary, EntryGuard> _known = [];

    public EntryGuard Of(FunctionSummary function)
    {
        if (_known.TryGetValue(function, out var known))
        {
            return known;
        }

        _known[function] = EntryGuard.Trusted; // a cycle adds no caller of its own
        return _known[function] = Read(function);
    }

    private EntryGuard Read(FunctionSummary function)
    {
        if (function.Function is not IMethodSymbol method)
        {
            return EntryGuard.Bare;
        }

        if (LockedNames.SaysCallerHolds(method.Name) || LockedNames.IsOfSetUp(method.Name) || IsStepOfBase(method))
        {
            return EntryGuard.Trusted;
        }

        var callers = type.CallersOf(function);
        if (callers.Count == 0 || IsPublic(method) || type.IsHandedOut(method))
        {
            return CallsTrusted(function) ? EntryGuard.Trusted : EntryGuard.Bare;
        }

        var (held, bare) = (false, false);
        foreach (var (caller, call) in callers)
        {
            if (call.Receiver == Receiver.Same && type.ConstructionOf(caller) != Construction.None)
            {
                continue;
            }

            var verdict = call.Held.Contains(guard) || type.HeldAtEntry(caller).Contains(guard) ? EntryGuard.Trusted : Of(caller);
            held |= verdict != EntryGuard.Bare;
            bare |= verdict != EntryGuard.Trusted;
        }

        return !bare ? EntryGuard.Trusted : held ? EntryGuard.Mixed : EntryGuard.Bare;
    }

    // A function that calls `RemoveNoLock` without a lock of its own has one from its caller.
    private static bool CallsTrusted(FunctionSummary function) =>
        function.Function is IMethodSymbol { DeclaredAccessibility: not Accessibility.Public }
        && function.Calls.Exists(call => call.Held.IsEmpty && LockedNames.SaysCallerHolds(call.Target.Name));

    private static bool IsPublic(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public || !method.ExplicitInterfaceImplementations.IsEmpty;

    // The base class calls it, often with its lock held.
    private static bool IsStepOfBase(IMethodSymbol method) =>
        (method.IsVirtual || method.IsOverride || method.IsAbstract)
        && method.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal;
}
