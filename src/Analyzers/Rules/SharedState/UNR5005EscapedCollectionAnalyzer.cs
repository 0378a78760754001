using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports members that hand out a collection which is changed under a lock, itself or as a view.</summary>
public sealed class UNR5005EscapedCollectionAnalyzer : TypeRuleAnalyzer
{
    /// <summary>A property of the reports: the lock is not held where the collection is handed out.</summary>
    internal const string IsBare = nameof(IsBare);

    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.EscapedCollection);

    public UNR5005EscapedCollectionAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var field in SharedField.Of(type))
        {
            if (!field.IsCollection || UsualGuard.Of(field) is not { } guard
                || guard.Guarded.FirstOrDefault(static use => use.Kind == UseKind.ContentWrite) is not { } change)
            {
                continue;
            }

            foreach (var access in type.Accesses)
            {
                if (SymbolEqualityComparer.Default.Equals(access.Field, field.Field)
                    && IsOpen(access.Function) && !SharedField.IsUnshared(access, type)
                    && LetOut.Of(access.Operation.Syntax) is { } way)
                {
                    var properties = GuardProperties.Of(guard.Hold, field.Field);
                    report(Diagnostic.Create(
                        Descriptor,
                        way.Expression.GetLocation(),
                        [change.At.GetLocation()],
                        type.HeldAt(access).Contains(guard.Lock) ? properties : properties.Add(IsBare, ""),
                        field.Name,
                        guard.Lock.Name,
                        LockMessage.Line(change.At),
                        way.Words));
                }
            }
        }
    }

    // What a private member returns stays in the type, which knows its lock.
    private static bool IsOpen(FunctionSummary function) =>
        function.Function is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation } method
        && (method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal || !method.ExplicitInterfaceImplementations.IsEmpty)
        && method.ReturnType.SpecialType != SpecialType.System_Object
        && GuardAttributes.Names(method, DeclaredGuards.RequiresLock).Count == 0
        && (method.AssociatedSymbol is not { } owner || GuardAttributes.Names(owner, DeclaredGuards.RequiresLock).Count == 0);
}
