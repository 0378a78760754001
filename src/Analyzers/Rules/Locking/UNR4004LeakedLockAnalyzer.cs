using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports a lock that a function releases on some ways out, and on others not.</summary>
public sealed class UNR4004LeakedLockAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.LeakedLock);

    public UNR4004LeakedLockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var leaks = new LockLeaks(type);
        foreach (var function in type.Functions)
        {
            foreach (var leak in leaks.Of(function))
            {
                report(Diagnostic.Create(
                    Descriptor,
                    leak.At.GetLocation(),
                    leak.Held.Lock.Name,
                    leak.OnReturn ? "on every path" : "when an exception leaves the section: the release is in no finally"));
            }
        }
    }
}
