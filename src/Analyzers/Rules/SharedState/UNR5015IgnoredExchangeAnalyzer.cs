using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports a compare-exchange whose new value is computed from the old one and whose outcome nobody looks at. To set a
/// value once, to clear one's own, to help another along: there the outcome need not matter, and these are silent.
/// </summary>
public sealed class UNR5015IgnoredExchangeAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.IgnoredExchange);

    public UNR5015IgnoredExchangeAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(static operation => Check(operation), OperationKind.ExpressionStatement);

    private static void Check(SeenOperation context)
    {
        if (((IExpressionStatementOperation)context.Operation).Operation is IInvocationOperation
            {
                TargetMethod: { Name: "CompareExchange" or "InterlockedCompareExchange", ContainingType: { Name: "Interlocked" or "ImmutableInterlocked" } },
            } call
            && ArgumentAt(call, 1) is { } value
            && ArgumentAt(call, 2) is { } comparand
            && Place.Of(comparand) is { } old
            && !IsCaptured(comparand, call)
            && IsComputedFrom(value, old))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), call.Syntax.InWords()));
        }
    }

    private static IOperation? ArgumentAt(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value.Unwrapped();

    // What a lambda brings along was read long ago: it moves on from there, once, and who comes second has nothing to add.
    private static bool IsCaptured(IOperation comparand, IOperation call) =>
        (comparand switch { ILocalReferenceOperation local => (ISymbol)local.Local, IParameterReferenceOperation parameter => parameter.Parameter, _ => null }) is { } old
        && Scopes.Enclosing.Function(call) is IAnonymousFunctionOperation lambda
        && !SymbolEqualityComparer.Default.Equals(old.ContainingSymbol, lambda.Symbol);

    // `next` may have been computed in the statement before.
    private static bool IsComputedFrom(IOperation value, Place old)
    {
        if (value is ILocalReferenceOperation local)
        {
            value = Scopes.LocalUses.Of(local).OnlyValue ?? value;
        }

        return value is IBinaryOperation or IUnaryOperation or IInvocationOperation or IWithOperation or IObjectCreationOperation
            && value.Descendants().Any(operation => old.Equals(Place.Of(operation)) && operation.Parent is not IMemberReferenceOperation);
    }
}
