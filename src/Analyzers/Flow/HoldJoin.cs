using System.Collections.Immutable;

namespace Unravel.Analyzers.Flow;

/// <summary>What becomes of one hold where two paths meet.</summary>
internal static class HoldJoin
{
    /// <summary>
    /// A hold stays sure when it is sure on both paths. Where it is not, a variable that tells the two paths apart tells whether it
    /// is held: <c>taken = true</c> on one of them, <c>taken = false</c> on the other.
    /// </summary>
    public static HeldLock Of(HeldLock mine, LockState here, HeldLock? theirs, LockState there)
    {
        if (theirs is { IsSure: true } && mine.IsSure)
        {
            return Both(mine, theirs);
        }

        List<Place>? telling = null;
        foreach (var place in here.KnownPlaces)
        {
            Consider(place);
        }

        foreach (var place in mine.Flags)
        {
            Consider(place);
        }

        foreach (var place in theirs?.Flags ?? ImmutableArray<Place>.Empty)
        {
            Consider(place);
        }

        var sites = theirs is null ? mine.Sites : mine.SitesWith(theirs);
        var flags = telling?.ToImmutableArray() ?? ImmutableArray<Place>.Empty;
        return !mine.IsSure && sites == mine.Sites && flags.SequenceEqual(mine.Flags)
            ? mine
            : mine with { Sites = sites, IsSure = false, Flags = flags };

        void Consider(Place place)
        {
            if (Tells(place, mine, here) && Tells(place, theirs, there) && telling?.Contains(place) != true)
            {
                (telling ??= []).Add(place);
            }
        }
    }

    // Of its own, so that a closure is made only where it is needed.
    private static HeldLock Both(HeldLock mine, HeldLock theirs)
    {
        if (ReferenceEquals(mine, theirs))
        {
            return mine;
        }

        var (sites, flags) = (mine.SitesWith(theirs), mine.Flags.RemoveAll(flag => !theirs.HasFlag(flag)));
        return sites == mine.Sites && flags == mine.Flags ? mine : mine with { Sites = sites, Flags = flags };
    }

    private static bool Tells(Place place, HeldLock? held, LockState state) => held switch
    {
        null => state.ValueOf(place) == false,
        _ => held.HasFlag(place) || (held.IsSure && state.ValueOf(place) == true),
    };
}
