using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports static fields that are changed under a lock of the instance, and under no lock that all instances share.</summary>
public sealed class UNR4019StaticUnderInstanceLockAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.StaticUnderInstanceLock);

    public UNR4019StaticUnderInstanceLockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var field in SharedField.Of(type))
        {
            if (!field.Field.IsStatic)
            {
                continue;
            }

            // A change under a lock of all instances, and this one too: who knows which of the two is meant for the field.
            var changes = field.Uses.Where(static use => use.Changes).ToList();
            if (changes.Exists(static use => use.Held.Distinct.Any(static held => held.Root != LockRoot.This)))
            {
                continue;
            }

            foreach (var use in changes)
            {
                var held = use.Held.All.FirstOrDefault(hold => type.IsExclusive(hold));
                if (held.Lock is { } identity && LockOwner(identity) is var owner && !IsOnlyOne(owner, type))
                {
                    report(Diagnostic.Create(Descriptor, use.At.GetLocation(), [], GuardProperties.Of(held, null), field.Name, identity.Name));
                    break; // the same lock is the fault at all of them
                }
            }
        }
    }

    private static INamedTypeSymbol? LockOwner(LockIdentity identity) => identity.Path.Length > 0 ? identity.Path[0].ContainingType : identity.Anchor as INamedTypeSymbol;

    // A type that makes its only instance itself has one lock, too.
    private static bool IsOnlyOne(INamedTypeSymbol? owner, TypeSummary type) =>
        owner is not null
        && owner.InstanceConstructors.All(static made => made.DeclaredAccessibility == Accessibility.Private)
        && type.Functions.SelectMany(static function => function.Creations).Any(made => made.Field.IsStatic && SymbolEqualityComparer.Default.Equals(made.Creation.Type, owner));
}
