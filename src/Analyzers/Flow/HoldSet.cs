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

    public bool Contains(LockIdentity identity)
    {
        foreach (var hold in _holds)
        {
            if (hold.Lock.Equals(identity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the lock is held in a way that keeps out whoever takes it in that mode.</summary>
    public bool Excludes(LockIdentity identity, LockMode taken)
    {
        foreach (var hold in _holds)
        {
            if (hold.Lock.Equals(identity) && !hold.Mode.Admits(taken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some lock keeps two threads with these sets apart: one of the whole process, or one of an instance.</summary>
    public bool Excludes(HoldSet other, bool global)
    {
        foreach (var hold in _holds)
        {
            if (hold.Lock.IsGlobal == global && other.Excludes(hold.Lock, hold.Mode))
            {
                return true;
            }
        }

        return false;
    }

    public HoldSet Add(Hold hold) => new([.. _holds, hold]);

    /// <summary>What is held on both of two paths; of two modes the weaker.</summary>
    public HoldSet Meet(HoldSet other)
    {
        if (ReferenceEquals(this, other) || IsEmpty)
        {
            return this;
        }

        if (other.IsEmpty || _holds.AsSpan().SequenceEqual(other._holds))
        {
            return other.IsEmpty ? Empty : this;
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
        other.IsEmpty || ReferenceEquals(this, other) ? this : IsEmpty ? other : WithRestOf(other);

    public HoldSet Where(Func<LockIdentity, bool> predicate)
    {
        List<Hold>? kept = null;
        for (var index = 0; index < _holds.Length; index++)
        {
            if (predicate(_holds[index].Lock))
            {
                kept?.Add(_holds[index]);
            }
            else
            {
                kept ??= [.. _holds.Take(index)];
            }
        }

        return kept is null ? this : From(kept);
    }

    // The order is for readers of a message; two sets of the same holds are equal.
    public bool Equals(HoldSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _holds.Length == other._holds.Length && HasSameHolds(other));

    public override bool Equals(object? obj) => Equals(obj as HoldSet);

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var hold in _holds)
        {
            hash = unchecked(hash + hold.Lock.GetHashCode());
        }

        return hash;
    }

    public override string ToString() => string.Join(", ", Distinct);

    private bool HasSameHolds(HoldSet other)
    {
        foreach (var hold in _holds)
        {
            if (Count(hold) != other.Count(hold))
            {
                return false;
            }
        }

        return true;
    }

    private HoldSet WithRestOf(HoldSet other)
    {
        var more = 0;
        foreach (var hold in other._holds)
        {
            more += Count(hold) == 0 ? 1 : 0;
        }

        if (more == 0)
        {
            return this;
        }

        var all = new Hold[_holds.Length + more];
        Array.Copy(_holds, all, _holds.Length);
        more = _holds.Length;
        foreach (var hold in other._holds)
        {
            if (Count(hold) == 0)
            {
                all[more++] = hold;
            }
        }

        return new HoldSet(all);
    }

    private int Count(Hold hold)
    {
        var count = 0;
        foreach (var other in _holds)
        {
            count += other.Equals(hold) ? 1 : 0;
        }

        return count;
    }

    private static HoldSet From(IEnumerable<Hold> holds)
    {
        var array = holds.ToArray();
        return array.Length == 0 ? Empty : new HoldSet(array);
    }
}
