using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A linked or timed token source that is never disposed: it stays in its parent's list, or in the timer queue.</summary>
public sealed class UNR3004LeakedSourceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.LeakedSource);

    public UNR3004LeakedSourceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var declarator = (IVariableDeclaratorOperation)operation.Operation;
                if (cancellation.IsSource(declarator.Symbol.Type)
                    && declarator.Initializer?.Value.Unwrapped() is { } made
                    && IsLinkedOrTimed(made, cancellation)
                    && !IsInUsing(declarator)
                    && !knowledge.SyncMembers.IsEntryPoint(operation.ContainingSymbol)
                    && StaysHere(declarator, cancellation))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, declarator.Symbol.Locations[0], declarator.Symbol.Name));
                }
            },
            OperationKind.VariableDeclarator);
    }

    private static bool IsLinkedOrTimed(IOperation made, CancellationTypes cancellation) => made switch
    {
        IInvocationOperation { TargetMethod: { Name: "CreateLinkedTokenSource" } method } => cancellation.IsSource(method.ContainingType),
        IObjectCreationOperation { Arguments.Length: > 0 } creation => cancellation.IsSource(creation.Type),
        _ => false,
    };

    private static bool IsInUsing(IOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation;

    /// <summary>Nobody else gets the source or keeps its token, and it is not disposed.</summary>
    private static bool StaysHere(IVariableDeclaratorOperation declarator, CancellationTypes cancellation)
    {
        var function = declarator.Function();
        foreach (var part in function.Descendants())
        {
            if (part is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol))
            {
                continue;
            }

            var isUse = reference.Parent switch
            {
                IPropertyReferenceOperation { Property.Name: "Token" } token => token.User() is IArgumentOperation { Parent: IInvocationOperation } or IVariableInitializerOperation or IPropertyReferenceOperation or IInvocationOperation,
                IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } => true,
                IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync" or "CancelAfter" } => true,
                _ => false,
            };
            if (!isUse || reference.Function() != function)
            {
                return false;
            }
        }

        return true;
    }
}
