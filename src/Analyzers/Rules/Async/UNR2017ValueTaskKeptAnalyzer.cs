using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>
/// A value task is put into a field or property. One that is blocked on is a blocking wait (UNR1001, UNR1002), and one
/// that is dropped a dropped task (UNR2004).
/// </summary>
public sealed class UNR2017ValueTaskKeptAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ValueTaskKept);

    public UNR2017ValueTaskKeptAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.ValueTask is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var uses = new ValueTaskUses(knowledge.Tasks);
        context.RegisterOperationAction(
            operation =>
            {
                var (member, value) = operation.Operation switch
                {
                    IAssignmentOperation { Target: IFieldReferenceOperation field } assignment => ((ISymbol)field.Field, assignment.Value),
                    IAssignmentOperation { Target: IPropertyReferenceOperation property } assignment => (property.Property, assignment.Value),
                    IFieldInitializerOperation initializer => (initializer.InitializedFields[0], initializer.Value),
                    IPropertyInitializerOperation initializer => (initializer.InitializedProperties[0], initializer.Value),
                    _ => (null, null),
                };
                if (member is not null && value is not null && uses.IsValueTask(value.Type)
                    && value.Unwrapped() is IInvocationOperation call && !uses.IsHarmless(call)
                    && !SdkRules.Speaks("CA2012", onByDefault: true, value.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), member.Name));
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.FieldInitializer,
            OperationKind.PropertyInitializer);
    }
}
