using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A token source with a time limit takes the place of the caller's token instead of adding to it.</summary>
public sealed class UNR3009CallerTokenDroppedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.CallerTokenDropped);

    public UNR3009CallerTokenDroppedAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (creation.Arguments.Length > 0
                    && cancellation.IsSource(creation.Type)
                    && creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
                    && declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation // an undisposed one is UNR3004
                    && cancellation.InScope(creation, operation.ContainingSymbol) is { IsParameter: true, Symbol: { } token }
                    && !CleanupCode.Contains(creation, operation.ContainingSymbol)
                    && PassesToken(creation.Function(), declarator.Symbol)
                    && !UsesAfter(creation, token))
                {
                    var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add(UNR3001TokenNotForwardedAnalyzer.TokenText, token.Name);
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.Syntax.GetLocation(), properties, token.Name, declarator.Symbol.Name));
                }
            },
            OperationKind.ObjectCreation);
    }

    private static bool PassesToken(IOperation function, ISymbol source) =>
        function.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "Token" } property
            && SymbolEqualityComparer.Default.Equals(property.Instance.Variable(), source)
            && property.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: not "CreateLinkedTokenSource" } });

    private static bool UsesAfter(IOperation creation, ISymbol token) =>
        creation.Function().Descendants().Any(part => part is IParameterReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Parameter, token)
            && part.Syntax.SpanStart > creation.Syntax.SpanStart);
}
