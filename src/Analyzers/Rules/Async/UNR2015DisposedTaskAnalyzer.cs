using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A task is disposed, by using or by Dispose, where its result was meant.</summary>
public sealed class UNR2015DisposedTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DisposedTask);

    public UNR2015DisposedTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var disposed in Disposed(operation.Operation))
                {
                    if (disposed.Unwrapped() is IInvocationOperation call && knowledge.Tasks.IsTask(call.Type) && call.Type is { IsReferenceType: true })
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name));
                    }
                }
            },
            ["Dispose"],
            OperationKind.Using,
            OperationKind.UsingDeclaration,
            OperationKind.Invocation);

    private static IEnumerable<IOperation> Disposed(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Dispose", Parameters.IsEmpty: true }, Instance: { } task } => [task],
        IUsingOperation { Resources: IVariableDeclarationGroupOperation group } scope => Initial(group, scope.Body),
        IUsingOperation { Resources: var resource } => [resource],
        IUsingDeclarationOperation { DeclarationGroup: var group, Parent: { } block } => Initial(group, block),
        _ => [],
    };

    // Who reads the variable may wait for the task before its end: then the using is idle, and no fault.
    private static IEnumerable<IOperation> Initial(IVariableDeclarationGroupOperation group, IOperation scope)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (declarator.GetVariableInitializer() is { Value: var value }
                && !scope.Descendants().Any(operation => operation is ILocalReferenceOperation reference
                    && SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)))
            {
                yield return value;
            }
        }
    }
}
