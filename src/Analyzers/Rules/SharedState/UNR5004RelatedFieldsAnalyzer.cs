using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports functions that read two fields outside of one lock statement, where all else writes the two together under it.
/// Single bare reads of numbers are UNR5003; what is left are references, and pairs of lock statements.
/// </summary>
public sealed class UNR5004RelatedFieldsAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.RelatedFields);

    public UNR5004RelatedFieldsAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var fields = SharedField.Of(type)
            .Where(static field => !field.IsCollection)
            .Select(field => (Field: field, Guard: UsualGuard.Of(field)))
            .Where(static one => one.Guard is { } guard && one.Field.Uses.All(use => !use.Changes || guard.Guarded.Contains(use)))
            .ToList();
        for (var left = 0; left < fields.Count; left++)
        {
            for (var right = left + 1; right < fields.Count; right++)
            {
                if (fields[left].Guard!.Lock.Equals(fields[right].Guard!.Lock) && AlwaysTogether(fields[left].Field, fields[right].Field) is { } together)
                {
                    Report(fields[left].Field, fields[right].Field, fields[left].Guard!, together, report);
                }
            }
        }
    }

    // Every lock statement that writes one of them writes the other.
    private static SharedUse? AlwaysTogether(SharedField left, SharedField right)
    {
        var regions = left.Uses.Where(static use => use.Changes).Select(static use => Region(use)).Distinct().ToList();
        var others = right.Uses.Where(static use => use.Changes).Select(static use => Region(use)).Distinct().ToList();
        return regions.Count > 0 && regions.Count == others.Count && !regions.Contains(null) && regions.TrueForAll(others.Contains)
            ? left.Uses.First(static use => use.Changes)
            : null;
    }

    private static void Report(SharedField left, SharedField right, UsualGuard guard, SharedUse together, Action<Diagnostic> report)
    {
        foreach (var first in left.Uses.Where(static use => use.Kind == UseKind.Read))
        {
            var second = right.Uses.FirstOrDefault(use => use.Kind == UseKind.Read && use.Access.Function == first.Access.Function
                && (Region(use) is not { } region || region != Region(first)));
            if (second is null || IsReportedAlone(first, left) || IsReportedAlone(second, right)
                || HasCommonRegion(first, second, guard.Lock) || IsLookBeforeLock(first, second))
            {
                continue;
            }

            var later = first.At.SpanStart > second.At.SpanStart ? first : second;
            report(Diagnostic.Create(
                Descriptor,
                later.At.GetLocation(),
                [(later == first ? second : first).At.GetLocation(), together.At.GetLocation()],
                GuardProperties.Of(guard.Hold, null),
                left.Name,
                right.Name,
                guard.Lock.Name,
                LockMessage.Line(together.At)));
            return; // one place shows it
        }

        // A bare read of a value is UNR5003 by itself.
        bool IsReportedAlone(SharedUse use, SharedField field) => !use.Held.Contains(guard.Lock) && !field.Field.Type.IsReferenceType;
    }

    // Without a lock statement of its own, what is held comes from the callers, or from a call.
    private static bool HasCommonRegion(SharedUse first, SharedUse second, LockIdentity guard) =>
        Region(first) is { } region ? region == Region(second) : first.Held.Contains(guard) && second.Held.Contains(guard);

    // The same fields are looked at again under the lock: what counts is that.
    private static bool IsLookBeforeLock(SharedUse first, SharedUse second) => Region(first) is null != Region(second) is null;

    private static SyntaxNode? Region(SharedUse use) => use.At.FirstAncestorOrSelf<LockStatementSyntax>();
}
