using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports locks that the members of one type take in opposite orders. Live in the editor: it needs one outermost type
/// with the types nested in it, not the whole compilation.
/// </summary>
public sealed class UNR4001LockOrderAnalyzer : TypeRuleAnalyzer
{
    /// <summary>
    /// A property of the reports that the fix may act on: those against the order that comes first in the source. Were
    /// both sides offered, Fix All would swap both, and they would be in opposite orders again. Its value is the lock held.
    /// </summary>
    internal const string AgainstFirstOrder = nameof(AgainstFirstOrder);

    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.LockOrder);

    /// <summary>For <see cref="UNR4001LockOrderAcrossTypesAnalyzer"/>: the same rule, seen in a build.</summary>
    internal static readonly DiagnosticDescriptor AcrossTypes = Describe.RuleAtCompilationEnd(RuleIds.LockOrder);

    public UNR4001LockOrderAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    /// <summary>The places that are reported in a type.</summary>
    internal static IEnumerable<SyntaxNode> PlacesIn(TypeSummary type, ConcurrencyKnowledge knowledge)
    {
        var places = new List<SyntaxNode>();
        Find(type, knowledge, (site, _) => places.Add(site.At), (site, _, _) => places.Add(site.At));
        return places;
    }

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report) => Find(
        type,
        knowledge,
        (site, against) => report(Diagnostic.Create(Descriptor, site.At.GetLocation(), site.Taken.Name, LockOrderMessage.Through(site), site.Held.Name, against)),
        (site, others, isFixable) => report(Diagnostic.Create(
            Descriptor,
            site.At.GetLocation(),
            others.Select(static other => other.At.GetLocation()),
            isFixable ? ImmutableDictionary<string, string?>.Empty.Add(AgainstFirstOrder, site.Held.Name) : null,
            site.Taken.Name,
            LockOrderMessage.Through(site),
            site.Held.Name,
            LockOrderMessage.Others(site, others))));

    private static void Find(
        TypeSummary type, ConcurrencyKnowledge knowledge, Action<OrderSite, string> byItself, Action<OrderSite, IReadOnlyList<OrderSite>, bool> onCycle)
    {
        if (type.Functions.SelectMany(static function => function.Acquisitions).Select(static taken => taken.Lock).Distinct().Take(2).Count() < 2)
        {
            return; // no two locks to confuse
        }

        var sites = LockOrder.Of(type);
        var order = new DeclaredOrder(type.Type, knowledge.Locks);
        var reported = ByThemselves(sites, order, byItself);
        var cycles = new LockCycles(sites);
        var inCycle = sites
            .Select(site => (Site: site, Others: cycles.Through(site)))
            .Where(found => found.Others is not null && !reported.Contains(found.Site.At) && !order.Keeps(found.Site) && !TwinLocks.AreTwins(found.Site))
            .ToList();
        if (inCycle.Count == 0)
        {
            return;
        }

        var all = sites.ToLookup(site => (site.Held, site.Taken));
        var faulty = inCycle.ToLookup(found => (found.Site.Held, found.Site.Taken), found => found.Site);
        foreach (var place in inCycle.GroupBy(found => found.Site.At))
        {
            // One report a place: of the cycles through it, the one that is easiest to see.
            var (site, others) = place.OrderBy(found => found.Others!.Count).First();
            onCycle(site, others!, others!.Count == 1 && IsAgainstFirstOrder(site));
        }

        // Every site of this order must be on a cycle: else a swap would leave one behind that is fine now and is not then.
        bool IsAgainstFirstOrder(OrderSite site)
        {
            var (same, opposite) = ((site.Held, site.Taken), (site.Taken, site.Held));
            return faulty[opposite].FirstOrDefault() is { } first
                && LockOrder.ComparePlaces(first.At, faulty[same].First().At) < 0
                && all[same].Count() == faulty[same].Count();
        }
    }

    // Against a declared order, and two instances in no order: one place is enough for these.
    private static HashSet<SyntaxNode> ByThemselves(List<OrderSite> sites, DeclaredOrder order, Action<OrderSite, string> found)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var site in sites)
        {
            var against = !order.IsEmpty && order.BrokenBy(site) is { } type ? $"[LockOrder] of '{type.Name}'"
                : TwinLocks.IsUndecided(site) ? "a call with the two instances exchanged"
                : null;
            if (against is not null && reported.Add(site.At))
            {
                found(site, against);
            }
        }

        return reported;
    }
}
