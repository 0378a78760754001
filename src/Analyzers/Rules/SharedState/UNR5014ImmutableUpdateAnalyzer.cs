using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports shared immutable collections that are replaced by a changed copy without a lock.</summary>
public sealed class UNR5014ImmutableUpdateAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ImmutableUpdate);

    public UNR5014ImmutableUpdateAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.Has("Immutable");

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var bodies = ConcurrentBodies.Of(type);
        foreach (var function in type.Functions)
        {
            foreach (var operation in function.Tree?.Descendants() ?? [])
            {
                if (operation is ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: var field }, Value: var value }
                    && IsImmutable(field.Type)
                    && IsMadeOf(value.Unwrapped(), field)
                    && bodies.FunctionOf(operation) is { } owner
                    && type.ConstructionOf(owner) == Construction.None
                    && !bodies.IsGuardedElsewhere(field)
                    && !bodies.IsGuarded(operation)
                    && SharedEvidence.For(type, owner, field) is { } reason)
                {
                    report(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), operation.Syntax.InWords(), field.Name, reason));
                }
            }
        }
    }

    internal static bool IsImmutable(ITypeSymbol type) =>
        type.Name.StartsWith("Immutable", StringComparison.Ordinal) && type.ContainingNamespace?.ToDisplayString() == "System.Collections.Immutable";

    // _items.Add(x), _items.Remove(x).Add(y)
    private static bool IsMadeOf(IOperation value, IFieldSymbol field) => value switch
    {
        IInvocationOperation { TargetMethod.Name: not "Clear", Instance: { } instance } => SymbolEqualityComparer.Default.Equals(FieldAccesses.FieldOf(instance), field) || IsMadeOf(instance.Unwrapped(), field),
        _ => false,
    };
}
