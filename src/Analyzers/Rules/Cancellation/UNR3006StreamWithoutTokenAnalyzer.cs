using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>An asynchronous stream is gone through without the token in scope. The other end, an iterator without EnumeratorCancellation, is CS8425.</summary>
public sealed class UNR3006StreamWithoutTokenAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.StreamWithoutToken);

    public UNR3006StreamWithoutTokenAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        var stream = context.Compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1");
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IForEachLoopOperation { IsAsynchronous: true } loop
                    && Stream(loop.Collection.Unwrapped()) is { } collection
                    && SymbolEqualityComparer.Default.Equals(collection.Type?.OriginalDefinition, stream)
                    && IgnoresToken(collection, cancellation)
                    && cancellation.InScope(loop, operation.ContainingSymbol) is { } token
                    && !(token.Symbol is { } symbol && loop.Mentions(symbol))
                    && !CleanupCode.Contains(loop, operation.ContainingSymbol))
                {
                    var syntax = loop.Collection.Unwrapped().Syntax;
                    var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add(UNR3001TokenNotForwardedAnalyzer.TokenText, token.Text);
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), properties, collection.Syntax.ToString(), token.Text));
                }
            },
            OperationKind.Loop);
    }

    private static IOperation Stream(IOperation collection) =>
        collection is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call && call.Receiver() is { } receiver ? receiver.Unwrapped() : collection;

    /// <summary>Nobody gave it a token when it was made; a call that could have taken one is UNR3001.</summary>
    private static bool IgnoresToken(IOperation collection, CancellationTypes cancellation) => collection switch
    {
        IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation => true,
        IInvocationOperation call => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            && !call.TargetMethod.Parameters.Any(parameter => cancellation.IsToken(parameter.Type))
            && !call.TargetMethod.IsExtensionMethod,
        _ => false,
    };
}
