using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports fields of singletons and middleware that a public method writes from what it was called with, without a lock: what
/// belongs to one request. Values that are made once and kept, flags and counters belong to other rules.
/// </summary>
public sealed class UNR5025SingletonStateAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SingletonState);

    public UNR5025SingletonStateAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => true;

    private protected override bool Concerns(INamedTypeSymbol type, ConcurrencyKnowledge knowledge) => knowledge.SharedTypes.ServesRequests(type) is not null;

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.SharedTypes.MayServeRequests;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        if (knowledge.SharedTypes.ServesRequests(type.Type) is not { } reason)
        {
            return;
        }

        var guarded = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var access in type.Accesses)
        {
            if (access.IsSynchronised || !type.HeldAt(access).IsEmpty)
            {
                guarded.Add(access.Field); // the rules about guards speak
            }
        }

        foreach (var access in type.Accesses)
        {
            if (access is { Kind: AccessKind.Write, Receiver: AccessReceiver.This, Field: { IsStatic: false, IsReadOnly: false, IsVolatile: false } field }
                && SymbolEqualityComparer.Default.Equals(field.ContainingType, type.Type)
                && !guarded.Contains(field)
                && type.ConstructionOf(access.Function) == Construction.None
                && access.Function.Function is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } method
                && IsOfTheCall(access.Operation, method))
            {
                report(Diagnostic.Create(Descriptor, access.Operation.Syntax.GetLocation(), field.AssociatedSymbol?.Name ?? field.Name, reason));
            }
        }
    }

    /// <summary>Whether the value comes from a parameter of the call: <c>_user = user; _name = context.User.Name</c>.</summary>
    internal static bool IsOfTheCall(IOperation reference, IMethodSymbol method)
    {
        var target = reference;
        while (target.Parent is IConversionOperation or IParenthesizedOperation)
        {
            target = target.Parent;
        }

        if (target.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != target)
        {
            return false;
        }

        for (IOperation? value = assignment.Value.Unwrapped(); value is not null;)
        {
            switch (value)
            {
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) && parameter.Type.Name is not "CancellationToken" && !method.Name.StartsWith("Set", StringComparison.Ordinal)
                        && !method.Name.StartsWith("Init", StringComparison.Ordinal) && !method.Name.StartsWith("Configure", StringComparison.Ordinal);
                case IMemberReferenceOperation { Instance: { } owner }:
                    value = owner.Unwrapped();
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
