namespace Unravel.Analyzers.Flow;

/// <summary>
/// The locks held at a point, in the order they were taken. Immutable. A lock that was taken twice is in it twice, so
/// that the inner release of a re-entrant lock does not give up the outer one.
/// </summary>
internal sealed class HoldSet : IEquatable<HoldSet>
{
    public static readonly HoldSet Empty = new([]);

    private readonly LockIdentity[] _locks;

    private HoldSet(LockIdentity[] locks) => _locks = locks;

    public bool IsEmpty => _locks.Length == 0;

    /// <summary>Each lock once.</summary>
    public IEnumerable<LockIdentity> Distinct => _locks.Distinct();

    public bool Contains(LockIdentity identity) => Array.IndexOf(_locks, identity) >= 0;

    /// <summary>Whether some lock for which the predicate holds is in both sets.</summary>
    public bool Overlaps(HoldSet other, Func<LockIdentity, bool> predicate) =>
        _locks.Any(identity => predicate(identity) && other.Contains(identity));

    public HoldSet Add(LockIdentity identity) => new([.. _locks, identity]);

    public HoldSet Remove(LockIdentity identity)
    {
        var last = Array.LastIndexOf(_locks, identity);
        return last < 0 ? this : From(_locks.Where((_, index) => index != last));
    }

    /// <summary>What is held on both of two paths.</summary>
    public HoldSet Meet(HoldSet other)
    {
        if (ReferenceEquals(this, other) || IsEmpty)
        {
            return this;
        }

        var left = new List<LockIdentity>(other._locks);
        return From(_locks.Where(left.Remove));
    }

    /// <summary>What is held when both sets are.</summary>
    public HoldSet Union(HoldSet other) =>
        other.IsEmpty ? this : IsEmpty ? other : From(_locks.Concat(other._locks.Where(identity => !Contains(identity))));

    public HoldSet Where(Func<LockIdentity, bool> predicate) => IsEmpty ? this : From(_locks.Where(predicate));

    // The order is for readers of a message; two sets of the same locks are equal.
    public bool Equals(HoldSet? other) =>
        other is not null && _locks.Length == other._locks.Length && Meet(other)._locks.Length == _locks.Length;

    public override bool Equals(object? obj) => Equals(obj as HoldSet);

    public override int GetHashCode() => _locks.Aggregate(0, static (hash, identity) => unchecked(hash + identity.GetHashCode()));

    private static HoldSet From(IEnumerable<LockIdentity> locks)
    {
        var array = locks.ToArray();
        return array.Length == 0 ? Empty : new HoldSet(array);
    }
}
