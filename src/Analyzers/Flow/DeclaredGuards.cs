using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Locks that attributes name, as identities.</summary>
internal static class DeclaredGuards
{
    public const string GuardedBy = "GuardedByAttribute";
    public const string RequiresLock = "RequiresLockAttribute";
    public const string AcquiresLock = "AcquiresLockAttribute";
    public const string ReleasesLock = "ReleasesLockAttribute";
    public const string ExcludesLock = "ExcludesLockAttribute";

    /// <summary>What callers hold when a function starts, by its <c>[RequiresLock]</c>; on accessors, the one of the property counts.</summary>
    public static HoldSet HeldAtEntry(ISymbol function, LockTypes types)
    {
        var held = HoldSet.Empty;
        foreach (var symbol in function is IMethodSymbol { AssociatedSymbol: { } owner } ? new[] { function, owner } : [function])
        {
            foreach (var name in GuardAttributes.Names(symbol, RequiresLock))
            {
                held = Find(symbol.ContainingType, name, types) is { } hold ? held.Add(hold) : held;
            }
        }

        return held;
    }

    /// <summary>What a call does by the <c>[AcquiresLock]</c> or <c>[ReleasesLock]</c> of its target; one lock each.</summary>
    public static LockEffect? EffectOf(IInvocationOperation call, LockResolver locks, LockTypes types)
    {
        var method = call.TargetMethod;
        if (method.GetAttributes().IsEmpty)
        {
            return null;
        }

        var action = LockAction.Acquire;
        var names = GuardAttributes.Names(method, AcquiresLock);
        if (names.Count == 0)
        {
            action = LockAction.Release;
            names = GuardAttributes.Names(method, ReleasesLock);
        }
        else if (method.ReturnType.SpecialType == SpecialType.System_Boolean)
        {
            action = LockAction.TryAcquire;
        }

        if (names.Count == 0 || Find(method.ContainingType, names[0], types) is not { } hold)
        {
            return null;
        }

        if (hold.Lock.Root == LockRoot.This && locks.Origin(call.Instance) is not IInstanceReferenceOperation)
        {
            // The lock of another instance: the same path from there.
            if (locks.Identify(call.Instance) is not { } owner)
            {
                return null;
            }

            hold = hold with { Lock = hold.Lock.Path.Aggregate(owner, static (path, member) => path.Member(member)) };
        }

        return new(action, hold, call, null);
    }

    /// <summary>
    /// The lock that a name in an attribute means: <c>this</c>, a field or property of the type or its bases, or a path of
    /// them; null when there is no such thing.
    /// </summary>
    public static Hold? Find(INamedTypeSymbol? type, string name, LockTypes types)
    {
        LockIdentity? identity = null;
        ITypeSymbol? current = type;
        foreach (var part in name.Split('.'))
        {
            if (part == "this" && identity is null)
            {
                identity = LockIdentity.OfThis(type);
                continue;
            }

            if (Member(current, part.Trim()) is not { } field)
            {
                return null;
            }

            identity = field.IsStatic ? LockIdentity.OfStatic(field) : (identity ?? LockIdentity.OfThis(null)).Member(field);
            current = field.Type;
        }

        if (identity is null)
        {
            return null;
        }

        var kind = types.KindOf(current);
        return new(identity, kind is LockKind.ReaderWriter or LockKind.ReaderWriterSlim ? LockMode.Write : LockMode.Exclusive, kind);
    }

    private static IFieldSymbol? Member(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                switch (member)
                {
                    case IFieldSymbol field:
                        return field;
                    case IPropertySymbol property when LockFields.Behind(property) is { } field:
                        return field;
                }
            }
        }

        return null;
    }
}
