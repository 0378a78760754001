using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>An async entry point marked STAThread: the compiler's own entry point, which calls it, has no such mark.</summary>
public sealed class UNR2026ApartmentLostAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ApartmentLost);

    public UNR2026ApartmentLostAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var mark = context.Compilation.GetTypeByMetadataName("System.STAThreadAttribute");
        context.RegisterSymbolAction(
            symbol =>
            {
                // A library has no entry point, but its Main may be linked into a program: the shape is enough.
                var method = (IMethodSymbol)symbol.Symbol;
                if (method is { Name: "Main", IsStatic: true } && knowledge.Tasks.IsTask(method.ReturnType)
                    && method.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, mark)))
                {
                    symbol.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], method.ContainingType.Name + ".Main"));
                }
            },
            SymbolKind.Method);
    }
}
