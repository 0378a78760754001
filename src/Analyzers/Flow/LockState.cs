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
    public static readonly LockState Empty = new(ImmutableArray<HeldLock>.Empty, ImmutableDictionary<Place, bool>.Empty);

    private readonly ImmutableDictionary<Place, bool> _known;
    private HoldSet? _must;

    private LockState(ImmutableArray<HeldLock> held, ImmutableDictionary<Place, bool> known) => (Held, _known) = (held, known);

    /// <summary>Every lock that may be held. One that was taken twice is in it twice.</summary>
    public ImmutableArray<HeldLock> Held { get; }

    /// <summary>The locks that are held for certain.</summary>
    public HoldSet Must => _must ??= Held.IsEmpty ? HoldSet.Empty : HoldSet.Of(Held.Where(static held => held.IsSure).Select(static held => held.Hold));

    /// <summary>The same locks at the start of a function that runs within this one; values of variables are not carried over.</summary>
    public LockState AtStartOfNested() => Held.IsEmpty ? Empty : new(Held, ImmutableDictionary<Place, bool>.Empty);

    public LockState Acquire(Hold hold, IOperation site, bool isSure, Place? flag)
    {
        // Once around a loop the same site takes the same lock again: that is the same hold for all that can be asked.
        var held = Held.RemoveAll(other => other.IsTakenAt(site) && other.Hold.Equals(hold));
        var flags = flag is null ? ImmutableArray<Place>.Empty : ImmutableArray.Create(flag);
        return new(held.Add(new HeldLock(hold, ImmutableArray.Create(site), isSure, flags)), _known);
    }

    /// <summary>The newest hold of the lock in that mode ends; when there is none in that mode, the newest in any.</summary>
    public LockState Release(LockIdentity identity, LockMode mode)
    {
        var index = Newest(held => held.Lock.Equals(identity) && held.Mode == mode);
        index = index < 0 ? Newest(held => held.Lock.Equals(identity)) : index;
        return index < 0 ? this : new(Held.RemoveAt(index), _known);
    }

    /// <summary>All holds that the predicate picks end.</summary>
    public LockState Release(Predicate<HeldLock> which) =>
        Held.IsEmpty ? this : Held.RemoveAll(which) is var held && held.Length == Held.Length ? this : new(held, _known);

    /// <summary>A hold taken at that place is sure now.</summary>
    public LockState Confirm(Predicate<HeldLock> which) => Map(held => !held.IsSure && which(held) ? held with { IsSure = true } : held);

    /// <summary>The place is true (or not null); null when that cannot be.</summary>
    public LockState? Learn(Place place, bool value)
    {
        if (_known.TryGetValue(place, out var before))
        {
            return before == value ? this : null;
        }

        var state = Held.IsEmpty ? this : Told(place, value);
        return new(state.Held, _known.SetItem(place, value));
    }

    /// <summary>The place gets a new value, which is known or is not.</summary>
    public LockState Assign(Place place, bool? value)
    {
        var state = Held.IsEmpty ? this : WithoutFlag(place);
        var known = value is { } certain ? _known.SetItem(place, certain) : _known.Remove(place);
        return ReferenceEquals(state, this) && ReferenceEquals(known, _known) ? this : new(state.Held, known);
    }

    // Of their own, so that a closure is made only where a lock is held.
    private LockState Told(Place place, bool value) =>
        value ? Confirm(held => held.HasFlag(place)) : Release(held => held.HasFlag(place));

    private LockState WithoutFlag(Place place) => Map(held => held.WithoutFlag(place));

    /// <summary>From now on the place tells whether these locks are held.</summary>
    public LockState Mark(Predicate<HeldLock> which, Place place) => Map(held => which(held) ? held.WithFlag(place) : held);

    public bool? ValueOf(Place place) => _known.TryGetValue(place, out var value) ? value : null;

    public LockState Join(LockState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var known = ReferenceEquals(_known, other._known) || _known.IsEmpty
            ? _known
            : _known.RemoveRange(_known.Where(pair => other.ValueOf(pair.Key) != pair.Value).Select(static pair => pair.Key));
        if (Held == other.Held || (Held.IsEmpty && other.Held.IsEmpty))
        {
            // The very same holds: a join of each with itself says nothing new.
            return ReferenceEquals(known, _known) ? this : new(Held, known);
        }

        var joined = ImmutableArray.CreateBuilder<HeldLock>();
        var left = other.Held.ToList();
        foreach (var mine in Held)
        {
            var match = left.FindIndex(mine.Matches);
            var theirs = match < 0 ? null : left[match];
            if (theirs is not null)
            {
                left.RemoveAt(match);
            }

            joined.Add(Joined(mine, this, theirs, other));
        }

        joined.AddRange(left.Select(theirs => Joined(theirs, other, null, this)));
        return new(joined.ToImmutable(), known);
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

    // A hold stays sure when it is sure on both paths. Where it is not, a variable that tells the two paths apart tells
    // whether it is held: `taken = true` on one of them, `taken = false` on the other.
    private static HeldLock Joined(HeldLock mine, LockState here, HeldLock? theirs, LockState there)
    {
        if (theirs is { IsSure: true } && mine.IsSure)
        {
            return mine with { Sites = mine.SitesWith(theirs), Flags = mine.Flags.RemoveAll(flag => !theirs.HasFlag(flag)) };
        }

        var flags = here._known.Keys.Concat(mine.Flags).Concat(theirs?.Flags ?? ImmutableArray<Place>.Empty)
            .Where(place => Tells(place, mine, here) && Tells(place, theirs, there))
            .Distinct()
            .ToImmutableArray();
        return mine with { Sites = theirs is null ? mine.Sites : mine.SitesWith(theirs), IsSure = false, Flags = flags };
    }

    private static bool Tells(Place place, HeldLock? held, LockState state) => held switch
    {
        null => state.ValueOf(place) == false,
        _ => held.HasFlag(place) || (held.IsSure && state.ValueOf(place) == true),
    };

    private int Newest(Func<HeldLock, bool> which)
    {
        for (var index = Held.Length - 1; index >= 0; index--)
        {
            if (which(Held[index]))
            {
                return index;
            }
        }

        return -1;
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
