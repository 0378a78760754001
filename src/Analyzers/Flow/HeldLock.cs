using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>A lock and how it is held.</summary>
internal readonly record struct Hold(LockIdentity Lock, LockMode Mode, LockKind Kind);

/// <summary>One hold that a path may bring to a point: what was taken, where, and how sure that is. Immutable.</summary>
/// <param name="Hold">The lock, its mode and its family.</param>
/// <param name="Sites">The operations that may have taken it; some of them when there are very many.</param>
/// <param name="IsSure">It is held on every path to the point.</param>
/// <param name="Flags">
/// Places whose value tells: a Boolean that is true, or a reference that is not null, exactly when the lock is held.
/// </param>
internal sealed record HeldLock(Hold Hold, ImmutableArray<IOperation> Sites, bool IsSure, ImmutableArray<Place> Flags)
{
    private const int MostSites = 8;

    public LockIdentity Lock => Hold.Lock;

    public LockMode Mode => Hold.Mode;

    /// <summary>Whether the two are one hold, seen on two paths.</summary>
    public bool Matches(HeldLock other) => Mode == other.Mode && Lock.Equals(other.Lock);

    public bool IsTakenAt(IOperation operation) => Sites.Contains(operation);

    public bool HasFlag(Place place)
    {
        foreach (var flag in Flags)
        {
            if (flag.Equals(place))
            {
                return true;
            }
        }

        return false;
    }

    public HeldLock WithFlag(Place place) => HasFlag(place) ? this : this with { Flags = Flags.Add(place) };

    public HeldLock WithoutFlag(Place place) => HasFlag(place) ? this with { Flags = Flags.RemoveAll(flag => flag.Equals(place)) } : this;

    public ImmutableArray<IOperation> SitesWith(HeldLock other)
    {
        var sites = Sites;
        foreach (var site in other.Sites)
        {
            sites = sites.Length < MostSites && !sites.Contains(site) ? sites.Add(site) : sites;
        }

        return sites;
    }

    public bool IsSame(HeldLock other) =>
        ReferenceEquals(this, other)
        || (IsSure == other.IsSure && Hold.Equals(other.Hold) && Sites.Length == other.Sites.Length && Flags.Length == other.Flags.Length);
}
