using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>A place on a cycle of lock orders, with the other arrows of the cycle.</summary>
internal sealed record OrderCycle(OrderSite Site, IReadOnlyList<OrderSite> Others);

/// <summary>
/// Lock orders that no type shows by itself: two types that call each other under their locks, or that take the locks of a third
/// one. A lock of an instance stands for that of every instance here, so two of one field are never set against each other.
/// </summary>
internal static class CompilationLockOrder
{
    /// <summary>The cycles over several outermost types, one for each place on one, in source order.</summary>
    public static IReadOnlyList<OrderCycle> CyclesOf(CompilationCalls calls)
    {
        // Nearly all locks of nearly all programs are met by the code of one type alone, and the rest costs more.
        var groups = new LockGroups();
        foreach (var site in calls.Functions.SelectMany(Arrows))
        {
            groups.Add(site);
        }

        if (!groups.AnyOfSeveralTypes)
        {
            return [];
        }

        calls.FindEntries();
        var sites = calls.Functions.SelectMany(Arrows).Where(groups.IsOfSeveralTypes).ToList();
        sites.Sort(static (left, right) => LockOrder.Compare(left, right));
        var cycles = new LockCycles(sites);
        return sites
            .Select(site => (Site: site, Others: cycles.Through(site)))
            .Where(static found => found.Others is not null && SpansTypes(found.Site, found.Others))
            .GroupBy(static found => found.Site.At)
            .Select(static place => place.OrderBy(static found => found.Others!.Count).First()) // the one that is easiest to see
            .Select(static found => new OrderCycle(found.Site, found.Others!))
            .ToList();
    }

    private static IEnumerable<OrderSite> Arrows(CallNode node)
    {
        foreach (var own in node.Own)
        {
            foreach (var site in Of(own.Held, own, own.At))
            {
                yield return site;
            }
        }

        foreach (var call in node.Calls)
        {
            if (!call.Held.IsEmpty && !call.IsOfLambda)
            {
                foreach (var taken in call.Reached())
                {
                    foreach (var site in Of(call.Held, taken, call.Call!.At))
                    {
                        yield return site;
                    }
                }
            }
        }

        IEnumerable<OrderSite> Of(HoldSet heldHere, Acquisition taken, SyntaxNode at)
        {
            var all = node.Entry is { } entry ? taken.Held.Union(entry) : taken.Held;
            return all.Contains(taken.Lock) // re-entrant, or another instance of the same kind
                ? []
                : heldHere.All
                    .Where(held => IsWaitedFor(held, node))
                    .Select(held => new OrderSite(held, taken.Hold, all, at, taken.At, node.Function, taken.Path));
        }
    }

    private static bool IsWaitedFor(Hold held, CallNode node) =>
        node.Type!.IsExclusive(held) && !LockOrder.IsUnshared(held.Lock, node.Summary!, node.Type);

    private static bool SpansTypes(OrderSite site, IReadOnlyList<OrderSite> others) =>
        others.Prepend(site).SelectMany(static one => one.Types).Distinct(SymbolEqualityComparer.Default).Skip(1).Any();
}
