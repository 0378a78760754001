using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>A declared lock that is not held as it should be.</summary>
/// <param name="Hold">The lock.</param>
/// <param name="IsReadOnly">It is held, but for reading.</param>
internal sealed record MissingLock(Hold Hold, bool IsReadOnly)
{
    public LockIdentity Lock => Hold.Lock;
}

/// <summary>Compares what is held with what the attributes of a member demand. Attributes are read once a member.</summary>
internal sealed class DeclaredLocks(ConcurrencyKnowledge knowledge)
{
    private readonly Dictionary<(ISymbol, string), IReadOnlyList<Hold>> _byMember = [];

    /// <summary>The member that the source names: a backing field stands for its property.</summary>
    public static ISymbol FieldOrProperty(IFieldSymbol field) => field.AssociatedSymbol ?? field;

    /// <summary>A method, and the property or event that it is an accessor of.</summary>
    public static IEnumerable<ISymbol> MethodAndOwner(IMethodSymbol method) =>
        method.AssociatedSymbol is { } owner ? [method, owner] : [method];

    /// <summary>The first lock of an attribute that is not held; null when all are.</summary>
    /// <param name="ofOther">The member of another instance: any lock of that name may be that instance's.</param>
    public MissingLock? Missing(ISymbol member, string attribute, HoldSet held, bool ofOther, bool writes)
    {
        foreach (var demand in Of(member, attribute))
        {
            if (held.All.Where(hold => IsIt(hold.Lock, demand.Lock, ofOther)).ToList() is { Count: > 0 } holds)
            {
                if (writes && holds.TrueForAll(static hold => hold.Mode == LockMode.Read))
                {
                    return new(demand, IsReadOnly: true);
                }
            }
            else
            {
                return new(demand, IsReadOnly: false);
            }
        }

        return null;
    }

    /// <summary>The lock that must not be held and is.</summary>
    public MissingLock? Excluded(ISymbol member, HoldSet held, bool ofOther)
    {
        foreach (var demand in Of(member, DeclaredGuards.ExcludesLock))
        {
            if ((!ofOther || demand.Lock.IsGlobal) && held.Contains(demand.Lock))
            {
                return new(demand, IsReadOnly: false);
            }
        }

        return null;
    }

    private IReadOnlyList<Hold> Of(ISymbol member, string attribute)
    {
        if (!_byMember.TryGetValue((member, attribute), out var locks))
        {
            _byMember[(member, attribute)] = locks = member.GetAttributes().IsEmpty
                ? []
                : GuardAttributes.Names(member, attribute).Select(name => DeclaredGuards.Find(member.ContainingType, name, knowledge.Locks)).OfType<Hold>().ToList();
        }

        return locks;
    }

    private static bool IsIt(LockIdentity held, LockIdentity demand, bool ofOther) =>
        held.Equals(demand)
        || (ofOther && !demand.IsGlobal
            && (demand.Path.IsEmpty ? held.Path.IsEmpty : !held.Path.IsEmpty && SymbolEqualityComparer.Default.Equals(held.Path[held.Path.Length - 1], demand.Path[demand.Path.Length - 1])));
}
