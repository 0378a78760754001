using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports events, delegates of others, completions that run continuations at once and cancellations under a lock that
/// keeps others out. Virtual members are not reported: most are part of the design of one program.
/// </summary>
public sealed class UNR4020ForeignUnderLockAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ForeignUnderLock);

    public UNR4020ForeignUnderLockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var function in type.Functions)
        {
            var entry = type.HeldAtEntry(function);
            foreach (var call in function.Foreign)
            {
                if (Last(call.Held.Union(entry)) is { } hold
                    && type.ConstructionOf(function) is Construction.None or Construction.Teardown
                    && ForeignTargets.Of(call, function, type) is var (name, runs))
                {
                    report(Diagnostic.Create(Descriptor, call.Operation.Syntax.GetLocation(), name, runs, hold.Lock.Name));
                }
            }
        }
    }

    private static Hold? Last(HoldSet held)
    {
        Hold? last = null;
        foreach (var hold in held.All)
        {
            last = LockedWaits.Counts(hold) ? hold : last;
        }

        return last;
    }
}
