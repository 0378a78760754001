using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>
/// Reports thread-static fields that are not static, or get their value in one thread only. Where the SDK's rules are on,
/// CA2259 and CA2019 speak of the declaration; the static constructor is left to us.
/// </summary>
public sealed class UNR6002ThreadStaticStartAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.ThreadStaticStart);

    public UNR6002ThreadStaticStartAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.ThreadStaticAttribute") is not { } attribute)
        {
            return;
        }

        context.RegisterSymbolAction(symbol => CheckDeclaration(symbol, attribute), SymbolKind.Field);
        context.RegisterOperationAction(operation => CheckAssignment(operation, attribute), OperationKind.FieldReference);
    }

    private static void CheckDeclaration(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (!IsThreadStatic(field, attribute) || field.DeclaringSyntaxReferences.IsEmpty)
        {
            return;
        }

        var syntax = field.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken);
        var (other, what) = !field.IsStatic ? ("CA2259", "it is an instance field, where the attribute has no effect: all threads share it")
            : syntax is VariableDeclaratorSyntax { Initializer: not null } ? ("CA2019", "its initializer runs in one thread only: all others start with the default")
            : default;
        if (other is not null && !SdkRules.Speaks(other, onByDefault: true, syntax.SyntaxTree, context.Compilation, context.Options, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_descriptor, field.Locations[0], field.Name, what));
        }
    }

    private static void CheckAssignment(SeenOperation context, INamedTypeSymbol attribute)
    {
        var reference = (IFieldReferenceOperation)context.Operation;
        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
            && reference.Field.IsStatic
            && Accesses.Writes(reference)
            && Scopes.Enclosing.IsInConstruction(reference, context.ContainingSymbol) // a lambda runs later, on any thread
            && IsThreadStatic(reference.Field, attribute))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_descriptor, reference.Syntax.GetLocation(), reference.Field.Name, "the static constructor sets it in one thread only: all others start with the default"));
        }
    }

    private static bool IsThreadStatic(IFieldSymbol field, INamedTypeSymbol attribute)
    {
        foreach (var data in field.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }
}
