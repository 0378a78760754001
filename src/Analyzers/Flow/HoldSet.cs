using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Locks that are held, in the order they were taken, each with its mode. Immutable. A lock that was taken twice is in it
/// twice, so that the inner release of a re-entrant lock does not give up the outer one.
/// </summary>
internal sealed class HoldSet : IEquatable<HoldSet>
{
    public static readonly HoldSet Empty = new([]);

    private readonly Hold[] _holds;

    private HoldSet(Hold[] holds) => _holds = holds;

    public bool IsEmpty => _holds.Length == 0;

    /// <summary>Every hold, the oldest first.</summary>
    public IReadOnlyList<Hold> All => _holds;

    /// <summary>Each lock once.</summary>
    public IEnumerable<LockIdentity> Distinct => _holds.Select(static hold => hold.Lock).Distinct();

    public static HoldSet Of(IEnumerable<Hold> holds) => From(holds);

    public bool Contains(LockIdentity identity) => Array.Exists(_holds, hold => hold.Lock.Equals(identity));

    /// <summary>Whether the lock is held in a way that keeps out whoever takes it in that mode.</summary>
    public bool Excludes(LockIdentity identity, LockMode taken) =>
        Array.Exists(_holds, hold => hold.Lock.Equals(identity) && !hold.Mode.Admits(taken));

    /// <summary>Whether some lock for which the predicate holds keeps two threads with these sets apart.</summary>
    public bool Excludes(HoldSet other, Func<LockIdentity, bool> predicate) =>
        Array.Exists(_holds, hold => predicate(hold.Lock) && other.Excludes(hold.Lock, hold.Mode));

    public HoldSet Add(Hold hold) => new([.. _holds, hold]);

    /// <summary>What is held on both of two paths; of two modes the weaker.</summary>
    public HoldSet Meet(HoldSet other)
    {
        if (ReferenceEquals(this, other) || IsEmpty)
        {
            return this;
        }

        var left = new List<Hold>(other._holds);
        var both = new List<Hold>();
        foreach (var hold in _holds)
        {
            var match = left.FindIndex(candidate => candidate.Lock.Equals(hold.Lock));
            if (match >= 0)
            {
                both.Add(left[match].Mode < hold.Mode ? left[match] : hold);
                left.RemoveAt(match);
            }
        }

        return From(both);
    }

    /// <summary>What is held when both sets are.</summary>
    public HoldSet Union(HoldSet other) =>
        other.IsEmpty ? this : IsEmpty ? other : From(_holds.Concat(other._holds.Where(hold => !_holds.Contains(hold))));

    public HoldSet Where(Func<LockIdentity, bool> predicate) => IsEmpty ? this : From(_holds.Where(hold => predicate(hold.Lock)));

    // The order is for readers of a message; two sets of the same holds are equal.
    public bool Equals(HoldSet? other) =>
        other is not null && _holds.Length == other._holds.Length && _holds.All(hold => Count(hold) == other.Count(hold));

    public override bool Equals(object? obj) => Equals(obj as HoldSet);

    public override int GetHashCode() => _holds.Aggregate(0, static (hash, hold) => unchecked(hash + hold.Lock.GetHashCode()));

    public override string ToString() => string.Join(", ", Distinct);

    private int Count(Hold hold) => _holds.Count(other => other.Equals(hold));

    private static HoldSet From(IEnumerable<Hold> holds)
    {
        var array = holds.ToArray();
        return array.Length == 0 ? Empty : new HoldSet(array);
    }
}
