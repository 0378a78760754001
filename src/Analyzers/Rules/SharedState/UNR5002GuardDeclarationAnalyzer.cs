using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports attributes that name a guard which is not there, can be replaced, or is another one for each instance.</summary>
public sealed class UNR5002GuardDeclarationAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.GuardDeclaration);

    private static readonly string[] s_attributes =
        [DeclaredGuards.GuardedBy, DeclaredGuards.RequiresLock, DeclaredGuards.ExcludesLock, DeclaredGuards.AcquiresLock, DeclaredGuards.ReleasesLock];

    private static readonly string[] s_ofTypes = [DeclaredOrder.Attribute];

    public UNR5002GuardDeclarationAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (!symbol.Symbol.GetAttributes().IsEmpty)
                {
                    Check(symbol.Symbol, knowledge, symbol.ReportDiagnostic, symbol.CancellationToken);
                }
            },
            SymbolKind.Field,
            SymbolKind.Property,
            SymbolKind.Method,
            SymbolKind.NamedType);

    private static void Check(ISymbol member, ConcurrencyKnowledge knowledge, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var attribute in member is INamedTypeSymbol ? s_ofTypes : s_attributes)
        {
            foreach (var (data, name) in GuardAttributes.Named(member, attribute))
            {
                if (FaultOf(member, name, attribute, knowledge) is { } fault && data.ApplicationSyntaxReference?.GetSyntax(cancellation) is { } at)
                {
                    report(Diagnostic.Create(Descriptor, at.GetLocation(), name, member.Name, fault));
                }
            }
        }
    }

    private static string? FaultOf(ISymbol member, string name, string attribute, ConcurrencyKnowledge knowledge)
    {
        var type = member as INamedTypeSymbol ?? member.ContainingType;
        if (DeclaredGuards.Find(type, name, knowledge.Locks) is not { Lock: var guard })
        {
            return IsCaptured(type, name) ? null : $"'{type.Name}' has no such field, and no property that always gives the same one";
        }

        if (member is not INamedTypeSymbol && member.IsStatic && !guard.IsGlobal)
        {
            return "it is static, and each instance has a lock of its own";
        }

        if (attribute == DeclaredGuards.GuardedBy && guard.Path.Length > 0 && SymbolEqualityComparer.Default.Equals(guard.Path[guard.Path.Length - 1], member)
            && member is IFieldSymbol { IsReadOnly: false })
        {
            return "it would guard itself, and be another one after each write";
        }

        // A struct is the lock itself, and must not be readonly: SpinLock.
        var replaceable = guard.Path.OfType<IFieldSymbol>().FirstOrDefault(static field => !field.IsReadOnly && !field.Type.IsValueType && !IsGetOnly(field));
        return replaceable is null ? null : $"'{replaceable.AssociatedSymbol?.Name ?? replaceable.Name}' is not readonly, and who holds the old lock does not keep out who takes the new one";
    }

    private static bool IsGetOnly(IFieldSymbol field) => field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } };

    // A parameter of a primary constructor is a field without a name of its own.
    private static bool IsCaptured(INamedTypeSymbol type, string name) =>
        type.InstanceConstructors.Any(made => made.Parameters.Any(parameter => parameter.Name == name && LockFields.IsCapturedByType(parameter)));
}
