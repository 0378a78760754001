using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports spin locks in readonly fields, which are copied by each call, and spin locks that are copied as values.</summary>
public sealed class UNR4018CopiedSpinLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.CopiedSpinLock);

    public UNR4018CopiedSpinLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.LockingCalls.SpinLock is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol is IFieldSymbol { IsReadOnly: true, IsImplicitlyDeclared: false } field && calls.IsSpinLock(field.Type))
                {
                    symbol.ReportDiagnostic(Diagnostic.Create(s_descriptor, field.Locations[0], field.Name, "is readonly, so each call works on a copy of it"));
                }
            },
            SymbolKind.Field);
        context.RegisterOperationAction(operation => CheckField(operation, calls), OperationKind.FieldReference);
        context.RegisterOperationAction(operation => CheckCall((IInvocationOperation)operation.Operation, calls, operation.ReportDiagnostic), ["Enter", "TryEnter", "Exit"], OperationKind.Invocation);
    }

    private static void CheckField(SeenOperation context, LockingCalls calls)
    {
        var reference = (IFieldReferenceOperation)context.Operation;
        if (!calls.IsSpinLock(reference.Type) || reference.Field.IsReadOnly)
        {
            return;
        }

        var how = reference.Parent switch
        {
            ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Value == reference => "is copied by this assignment",
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } => "is copied into a local",
            IArgumentOperation { Parameter.RefKind: RefKind.None } => "is passed by value",
            IReturnOperation => ReturnsReference(reference) ? null : "is returned by value",
            IConversionOperation => "is boxed",
            _ => null,
        };
        if (how is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_descriptor, reference.Syntax.GetLocation(), reference.Field.Name, how));
        }
    }

    // A parameter by value, or one that may not be changed: the caller's lock is another one. A property returns a copy.
    private static void CheckCall(IInvocationOperation call, LockingCalls calls, Action<Diagnostic> report)
    {
        if (!calls.IsSpinLock(call.TargetMethod.ContainingType) || call.TargetMethod.Name is not ("Enter" or "TryEnter" or "Exit"))
        {
            return;
        }

        var copy = call.Instance switch
        {
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } parameter } => (parameter.Name, "is passed by value"),
            IParameterReferenceOperation { Parameter: { RefKind: not (RefKind.None or RefKind.Ref or RefKind.Out) } parameter } => (parameter.Name, "is readonly here, so each call works on a copy of it"),
            IPropertyReferenceOperation { Property: { RefKind: RefKind.None } property } => (property.Name, "is a property, which returns a copy"),
            _ => default,
        };
        if (copy.Item1 is not null)
        {
            report(Diagnostic.Create(s_descriptor, call.Instance!.Syntax.GetLocation(), copy.Item1, copy.Item2));
        }
    }

    private static bool ReturnsReference(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { RefKind: not RefKind.None } or IPropertySymbol { RefKind: not RefKind.None };
}
