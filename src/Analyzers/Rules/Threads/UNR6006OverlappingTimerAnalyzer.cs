using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>
/// Reports periodic timers whose callback awaits or waits, and does nothing against a second run beside the first. The async
/// lambda of a threading timer is UNR2003.
/// </summary>
public sealed class UNR6006OverlappingTimerAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.OverlappingTimer);

    public UNR6006OverlappingTimerAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Threading.Timer") is { } timer)
        {
            context.RegisterOperationAction(operation => CheckCreation(operation, timer, knowledge), OperationKind.ObjectCreation);
        }

        if (context.Compilation.GetTypeByMetadataName("System.Timers.Timer") is { } component)
        {
            context.RegisterOperationAction(operation => CheckSubscription(operation, component, knowledge), OperationKind.EventAssignment);
        }
    }

    private static void CheckCreation(SeenOperation context, INamedTypeSymbol timer, ConcurrencyKnowledge knowledge)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (SymbolEqualityComparer.Default.Equals(creation.Type, timer)
            && creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0) is { Value: var callback } first
            && creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 3) is { Value: var period }
            && !LockLimits.IsInfinite(period) && !Timeouts.IsZero(period.Unwrapped())
            && TimerCallbacks.Outlasts(callback, knowledge, asyncLambdas: false) is { } why)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, first.Syntax.GetLocation(), callback.Syntax.InWords(), why));
        }
    }

    // AutoReset is on unless somebody turns it off; where is not followed, so its name alone is enough.
    private static void CheckSubscription(SeenOperation context, INamedTypeSymbol component, ConcurrencyKnowledge knowledge)
    {
        var assignment = (IEventAssignmentOperation)context.Operation;
        if (assignment is { Adds: true, EventReference: IEventReferenceOperation { Event: { Name: "Elapsed", ContainingType: var type } } }
            && SymbolEqualityComparer.Default.Equals(type, component)
            && TimerCallbacks.Outlasts(assignment.HandlerValue, knowledge, asyncLambdas: true) is { } why
            && assignment.Syntax.SyntaxTree.ToString().IndexOf("AutoReset", StringComparison.Ordinal) < 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.HandlerValue.Syntax.GetLocation(), assignment.HandlerValue.Syntax.InWords(), why));
        }
    }
}
