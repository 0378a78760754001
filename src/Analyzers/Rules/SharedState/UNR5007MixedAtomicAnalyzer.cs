using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports plain writes to fields that other code changes by Interlocked, and the side that goes without Volatile.</summary>
public sealed class UNR5007MixedAtomicAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.MixedAtomic);

    public UNR5007MixedAtomicAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.Has("Interlocked") || text.Has("Volatile.");

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var accesses in type.Accesses.Where(static access => !access.Field.IsVolatile).GroupBy(static access => access.Field, SymbolEqualityComparer.Default))
        {
            var field = (IFieldSymbol)accesses.Key!;
            var atomic = accesses.Where(static access => access.IsSynchronised && !IsOfLazy(access)).ToList();
            if (atomic.Count == 0)
            {
                continue;
            }

            var plain = accesses.Where(access => access.Kind is AccessKind.Read or AccessKind.Write or AccessKind.Compound && !SharedField.IsUnshared(access, type)).ToList();
            foreach (var (access, other, by, harm) in Faults(atomic, plain, type))
            {
                report(Diagnostic.Create(
                    Descriptor,
                    access.Operation.Syntax.GetLocation(),
                    [other.Operation.Syntax.GetLocation()],
                    properties: null,
                    field.AssociatedSymbol?.Name ?? field.Name,
                    access.Kind switch { AccessKind.Read => "read", AccessKind.Write => "written", _ => "read and written" },
                    by,
                    LockMessage.Line(other.Operation.Syntax),
                    harm));
            }
        }
    }

    private static IEnumerable<(FieldAccess Access, FieldAccess Other, string By, string Harm)> Faults(List<FieldAccess> atomic, List<FieldAccess> plain, TypeSummary type)
    {
        var updates = atomic.Where(static access => access.Kind == AccessKind.Atomic && !IsInterlockedRead(access)).ToList();
        if (updates.Count > 0)
        {
            foreach (var access in plain.Where(access => access.MayWrite && !updates.Exists(update => HaveOneLock(update, access, type)) && (access.Kind == AccessKind.Compound || IsUpdate(access) || (updates.Exists(IsCounting) && !IsOfSetter(access)))))
            {
                yield return (access, updates[0], "Interlocked", "an update by another thread in between is lost");
            }

            yield break;
        }

        var (reads, writes) = (atomic.Where(static access => !access.MayWrite || IsInterlockedRead(access)).ToList(), atomic.Where(static access => access.Kind == AccessKind.VolatileWrite).ToList());
        var bare = plain.Where(access => type.HeldAt(access).IsEmpty).ToList();
        if (reads.Count > 0 && writes.Count == 0)
        {
            foreach (var access in bare.Where(static access => access.MayWrite))
            {
                yield return (access, reads[0], "Volatile", "what is written before it may be seen after it");
            }
        }
        else if (writes.Count > 0 && reads.Count == 0)
        {
            foreach (var access in bare.Where(static access => !access.MayWrite))
            {
                yield return (access, writes[0], "Volatile", "what is read after it may be older than the write");
            }
        }
    }

    // A new value that comes from the old one.
    private static bool IsUpdate(FieldAccess access) =>
        access.Operation.Syntax.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Right: var value }
        && value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == access.Field.Name);

    // Whoever sets the property wants that number, whatever was counted.
    private static bool IsOfSetter(FieldAccess access) =>
        access.Function.Function is IMethodSymbol { MethodKind: MethodKind.PropertySet }
        && access.Operation.Syntax.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Right: IdentifierNameSyntax { Identifier.ValueText: "value" } };

    private static bool IsCounting(FieldAccess access) => CallOf(access) is "Increment" or "Decrement" or "Add" or "And" or "Or";

    private static bool IsInterlockedRead(FieldAccess access) => CallOf(access) == "Read";

    private static bool IsOfLazy(FieldAccess access) => access.Operation.Syntax.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression.ToString().Contains("LazyInitializer") == true;

    private static string? CallOf(FieldAccess access) =>
        access.Operation.Syntax.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : null;

    private static bool HaveOneLock(FieldAccess left, FieldAccess right, TypeSummary type) =>
        type.HeldAt(left).Distinct.Any(held => type.HeldAt(right).Contains(held));
}
