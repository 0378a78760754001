using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// What is known about locks at a point of a function: the locks that are held on every path to it (sure) or on some
/// (unsure), in the order they were taken, and the Boolean or nullable variables whose value is known. Immutable.
/// </summary>
internal sealed class LockState
{
    public static readonly LockState Empty = new(ImmutableArray<HeldLock>.Empty, KnownValues.Empty);

    private readonly KnownValues _known;
    private HoldSet? _must;

    private LockState(ImmutableArray<HeldLock> held, KnownValues known) => (Held, _known) = (held, known);

    /// <summary>Every lock that may be held. One that was taken twice is in it twice.</summary>
    public ImmutableArray<HeldLock> Held { get; }

    /// <summary>The places whose value is known.</summary>
    public IEnumerable<Place> KnownPlaces => _known.Places;

    /// <summary>The locks that are held for certain.</summary>
    public HoldSet Must => _must ??= Held.IsEmpty ? HoldSet.Empty : HoldSet.Of(Held.Where(static held => held.IsSure).Select(static held => held.Hold));

    /// <summary>The same locks at the start of a function that runs within this one; values of variables are not carried over.</summary>
    public LockState AtStartOfNested() => Held.IsEmpty ? Empty : new(Held, KnownValues.Empty);

    public LockState Acquire(Hold hold, IOperation site, bool isSure, Place? flag)
    {
        // Once around a loop the same site takes the same lock again: that is the same hold for all that can be asked.
        var held = Held.IsEmpty ? Held : WithoutHold(hold, site);
        var flags = flag is null ? ImmutableArray<Place>.Empty : ImmutableArray.Create(flag);
        return new(held.Add(new HeldLock(hold, ImmutableArray.Create(site), isSure, flags)), _known);
    }

    /// <summary>The newest hold of the lock in that mode ends; when there is none in that mode, the newest in any.</summary>
    public LockState Release(LockIdentity identity, LockMode mode)
    {
        var newest = -1;
        for (var index = Held.Length - 1; index >= 0; index--)
        {
            if (Held[index].Lock.Equals(identity))
            {
                if (Held[index].Mode == mode)
                {
                    return new(Held.RemoveAt(index), _known);
                }

                newest = Math.Max(newest, index);
            }
        }

        return newest < 0 ? this : new(Held.RemoveAt(newest), _known);
    }

    /// <summary>All holds that the predicate picks end.</summary>
    public LockState Release(Predicate<HeldLock> which) =>
        Held.IsEmpty ? this : Held.RemoveAll(which) is var held && held.Length == Held.Length ? this : new(held, _known);

    /// <summary>A hold taken at that place is sure now.</summary>
    public LockState Confirm(Predicate<HeldLock> which) => Map(held => !held.IsSure && which(held) ? held with { IsSure = true } : held);

    /// <summary>The place is true (or not null); null when that cannot be.</summary>
    public LockState? Learn(Place place, bool value)
    {
        if (_known.ValueOf(place) is { } before)
        {
            return before == value ? this : null;
        }

        var state = Held.IsEmpty ? this : Told(place, value);
        return new(state.Held, _known.With(place, value));
    }

    /// <summary>The place gets a new value, which is known or is not.</summary>
    public LockState Assign(Place place, bool? value)
    {
        var state = Held.IsEmpty ? this : WithoutFlag(place);
        var known = _known.With(place, value);
        return ReferenceEquals(state, this) && ReferenceEquals(known, _known) ? this : new(state.Held, known);
    }

    // Of their own, so that a closure is made only where a lock is held.
    private LockState Told(Place place, bool value) =>
        value ? Confirm(held => held.HasFlag(place)) : Release(held => held.HasFlag(place));

    private ImmutableArray<HeldLock> WithoutHold(Hold hold, IOperation site) => Held.RemoveAll(other => other.IsTakenAt(site) && other.Hold.Equals(hold));

    private LockState WithoutFlag(Place place) => Map(held => held.WithoutFlag(place));

    /// <summary>From now on the place tells whether these locks are held.</summary>
    public LockState Mark(Predicate<HeldLock> which, Place place) => Map(held => which(held) ? held.WithFlag(place) : held);

    public bool? ValueOf(Place place) => _known.ValueOf(place);

    public LockState Join(LockState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var known = _known.Meet(other._known);
        if (HasSameHolds(other))
        {
            // A join of each with itself says nothing new.
            return ReferenceEquals(known, _known) ? this : new(Held, known);
        }

        var joined = ImmutableArray.CreateBuilder<HeldLock>(Math.Max(Held.Length, other.Held.Length));
        var isChanged = false;
        var left = other.Held;
        foreach (var mine in Held)
        {
            HeldLock? theirs = null;
            for (var index = 0; index < left.Length && theirs is null; index++)
            {
                if (mine.Matches(left[index]))
                {
                    theirs = left[index];
                    left = left.RemoveAt(index);
                }
            }

            var both = HoldJoin.Of(mine, this, theirs, other);
            isChanged |= !ReferenceEquals(both, mine);
            joined.Add(both);
        }

        foreach (var theirs in left)
        {
            joined.Add(HoldJoin.Of(theirs, other, null, this));
        }

        return isChanged || !left.IsEmpty || !ReferenceEquals(known, _known)
            ? new(isChanged || !left.IsEmpty ? joined.ToImmutable() : Held, known)
            : this;
    }

    // Reference by reference: what has not changed since the paths parted is the same object.
    private bool HasSameHolds(LockState other)
    {
        if (Held == other.Held)
        {
            return true;
        }

        if (Held.Length != other.Held.Length)
        {
            return false;
        }

        for (var index = 0; index < Held.Length; index++)
        {
            if (!ReferenceEquals(Held[index], other.Held[index]))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsSame(LockState other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_known.Count != other._known.Count || Held.Length != other.Held.Length)
        {
            return false;
        }

        for (var index = 0; index < Held.Length; index++)
        {
            if (!Held[index].IsSame(other.Held[index]))
            {
                return false;
            }
        }

        return true;
    }

    private LockState Map(Func<HeldLock, HeldLock> change)
    {
        ImmutableArray<HeldLock>.Builder? changed = null;
        for (var index = 0; index < Held.Length; index++)
        {
            var after = change(Held[index]);
            if (!ReferenceEquals(after, Held[index]))
            {
                changed ??= Held.ToBuilder();
                changed[index] = after;
            }
        }

        return changed is null ? this : new(changed.ToImmutable(), _known);
    }
}
