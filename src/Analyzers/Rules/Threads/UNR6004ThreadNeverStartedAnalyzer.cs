using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>Reports threads that are made and set up, and neither started nor given to anybody.</summary>
public sealed class UNR6004ThreadNeverStartedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ThreadNeverStarted);

    public UNR6004ThreadNeverStartedAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Primitives.Thread is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (SymbolEqualityComparer.Default.Equals(creation.Type, knowledge.Primitives.Thread)
                    && KeptObjects.UsesOf(creation, out var local) is { } uses
                    && uses.All(IsSetUp))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, creation.Syntax.GetLocation(), local?.Name ?? "new Thread"));
                }
            },
            OperationKind.ObjectCreation);

    // thread.IsBackground = true, thread.SetApartmentState(...), thread.Join(): all but starting it or handing it on.
    private static bool IsSetUp(ILocalReferenceOperation use) => use.Parent switch
    {
        IPropertyReferenceOperation property => property.Instance == use,
        IInvocationOperation call => call.Instance == use && call.TargetMethod.Name is "SetApartmentState" or "TrySetApartmentState" or "Join" or "Interrupt",
        _ => false,
    };
}
