using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Locks that are taken one under the other, directly or by way of others, in one group: a cycle lies within a group. Known
/// for each is whether the code of more than one outermost type has a part in it.
/// </summary>
/// <remarks>Union-find with path halving: R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975.</remarks>
internal sealed class LockGroups
{
    private readonly Dictionary<LockIdentity, Group> _groups = [];

    /// <summary>Whether there is a group that several types have a part in.</summary>
    public bool AnyOfSeveralTypes => _groups.Values.Any(static group => group.IsOfSeveralTypes);

    public bool IsOfSeveralTypes(OrderSite site) => Root(Of(site.Held)).IsOfSeveralTypes;

    public void Add(OrderSite site)
    {
        var (held, taken) = (Root(Of(site.Held)), Root(Of(site.Taken)));
        if (held != taken)
        {
            taken.Parent = held;
            held.Merge(taken.Type, taken.IsOfSeveralTypes);
        }

        foreach (var type in site.Types)
        {
            held.Merge(type, isOfSeveral: false);
        }
    }

    private static Group Root(Group group)
    {
        while (group.Parent is { } parent)
        {
            group.Parent = parent.Parent ?? parent;
            group = parent;
        }

        return group;
    }

    private Group Of(LockIdentity identity)
    {
        if (!_groups.TryGetValue(identity, out var group))
        {
            _groups[identity] = group = new Group();
        }

        return group;
    }

    private sealed class Group
    {
        public Group? Parent { get; set; }

        public INamedTypeSymbol? Type { get; private set; }

        public bool IsOfSeveralTypes { get; private set; }

        public void Merge(INamedTypeSymbol? type, bool isOfSeveral)
        {
            IsOfSeveralTypes |= isOfSeveral || (type is not null && Type is not null && !SymbolEqualityComparer.Default.Equals(type, Type));
            Type ??= type;
        }
    }
}
