using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>The orders that <c>[LockOrder]</c> declares on a type and on the types nested in it.</summary>
internal sealed class DeclaredOrder
{
    public const string Attribute = "LockOrderAttribute";

    private readonly List<(INamedTypeSymbol Type, List<LockIdentity> Locks)> _orders = [];

    public DeclaredOrder(INamedTypeSymbol outermost, LockTypes types) => Collect(outermost, types);

    public bool IsEmpty => _orders.Count == 0;

    /// <summary>The type whose declaration the site breaks; null when none is broken.</summary>
    public INamedTypeSymbol? BrokenBy(OrderSite site) =>
        _orders.FirstOrDefault(order => Places(order.Locks, site) is { Held: >= 0, Taken: >= 0 } places && places.Held > places.Taken).Type;

    /// <summary>Whether the two locks are taken as declared: what is wrong then is wrong elsewhere.</summary>
    public bool Keeps(OrderSite site) =>
        _orders.Exists(order => Places(order.Locks, site) is { Held: >= 0, Taken: >= 0 } places && places.Held < places.Taken);

    private static (int Held, int Taken) Places(List<LockIdentity> locks, OrderSite site) => (locks.IndexOf(site.Held), locks.IndexOf(site.Taken));

    private void Collect(INamedTypeSymbol type, LockTypes types)
    {
        var locks = GuardAttributes.Names(type, Attribute).Select(name => DeclaredGuards.Find(type, name, types)?.Lock).OfType<LockIdentity>().ToList();
        if (locks.Count > 1)
        {
            _orders.Add((type, locks));
        }

        foreach (var nested in type.GetTypeMembers())
        {
            Collect(nested, types);
        }
    }
}
