using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code reads a property that may do synchronous input.</summary>
public sealed class UNR1009SyncPropertyInAsyncAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SyncPropertyInAsync);

    public UNR1009SyncPropertyInAsyncAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var reader = context.Compilation.GetTypeByMetadataName("System.IO.StreamReader");
        var request = context.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpRequest");
        context.RegisterOperationAction(
            operation =>
            {
                var reference = (IPropertyReferenceOperation)operation.Operation;
                if (Advice(reference.Property, reader, request) is { } advice
                    && Accesses.Reads(reference)
                    && AsyncSite.Around(operation, knowledge) is not null
                    && !YieldsToSdk(reference, operation))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, CallText.Name(reference.Syntax).GetLocation(), reference.Property.ContainingType.Name + "." + reference.Property.Name, advice));
                }
            },
            OperationKind.PropertyReference);
    }

    private static string? Advice(IPropertySymbol property, INamedTypeSymbol? reader, INamedTypeSymbol? request) => property.Name switch
    {
        "EndOfStream" when Is(property, reader) => "await ReadLineAsync until it gives null instead",
        "Form" when Is(property, request) => "await ReadFormAsync instead",
        _ => null,
    };

    private static bool Is(IPropertySymbol property, INamedTypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(property.ContainingType, type);

    private static bool YieldsToSdk(IPropertyReferenceOperation reference, SeenOperation context) =>
        reference.Property.Name == "EndOfStream"
        && SdkRules.Speaks("CA2024", onByDefault: true, reference.Syntax.SyntaxTree, context.Compilation, context.Options, context.CancellationToken);
}
