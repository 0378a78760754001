using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Scopes;

/// <summary>
/// Who calls the methods of one type, and whether a lock may be held there. It answers with care on both sides: "may be
/// held" for all that is not seen, and never names the lock.
/// </summary>
internal sealed class CallSites
{
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<(ISymbol Caller, bool UnderLock)>> _callers = new(SymbolEqualityComparer.Default);

    /// <summary>Takes note of a call, or of a method that is handed out as a delegate.</summary>
    public void Add(IOperation operation, ISymbol containing, LockingCalls calls)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.IsEmpty: false } method }:
                Add(method, containing, Enclosing.MayBeUnderLock(operation, calls) || IsInNestedFunction(operation));
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.IsEmpty: false } method }:
                Add(method, containing, underLock: true);
                break;
        }
    }

    /// <summary>Whether some call of the member, at any depth of callers in the type, may be under a lock.</summary>
    public bool MayBeUnderLock(ISymbol member) => Walk(member, new HashSet<ISymbol>(SymbolEqualityComparer.Default), out _);

    /// <summary>Whether every way to the member that is seen starts at a public member and takes no lock.</summary>
    public bool IsSurelyWithoutLock(ISymbol member) =>
        !Walk(member, new HashSet<ISymbol>(SymbolEqualityComparer.Default), out var onlyPublicRoots) && onlyPublicRoots;

    private bool Walk(ISymbol member, HashSet<ISymbol> seen, out bool onlyPublicRoots)
    {
        onlyPublicRoots = true;
        if (!seen.Add(member))
        {
            return false;
        }

        var callers = _callers.TryGetValue(member, out var found) ? found : null;
        foreach (var (caller, underLock) in callers ?? [])
        {
            if (underLock || Walk(caller, seen, out var publicCallers))
            {
                return true;
            }

            onlyPublicRoots &= publicCallers;
        }

        onlyPublicRoots &= IsPublicRoot(member) || (callers is not null && member.DeclaredAccessibility == Accessibility.Private);
        return false;
    }

    private void Add(IMethodSymbol method, ISymbol caller, bool underLock) =>
        _callers.GetOrAdd(method.OriginalDefinition, static _ => []).Add((caller.OriginalDefinition, underLock));

    // A lambda runs who knows when.
    private static bool IsInNestedFunction(IOperation operation) =>
        Enclosing.Function(operation) is IAnonymousFunctionOperation or ILocalFunctionOperation;

    private static bool IsPublicRoot(ISymbol member) => member is IMethodSymbol method
        && !IsSynchronized(method)
        && (method.DeclaredAccessibility == Accessibility.Public
            || method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor or MethodKind.ExplicitInterfaceImplementation);

    private static bool IsSynchronized(IMethodSymbol method) =>
        (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) != 0;
}
