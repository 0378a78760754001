using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>What is awaited is null when the object before it is.</summary>
public sealed class UNR2013AwaitOfNullAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.AwaitOfNull);

    public UNR2013AwaitOfNullAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var awaited = (IAwaitOperation)operation.Operation;
                var task = Configured(awaited.Operation);
                if (knowledge.Tasks.IsTaskOrDerived(task.Type)
                    && Culprit(task) is { } culprit
                    && !MaybeNull.CompilerWarns(awaited))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, culprit.Syntax.GetLocation(), culprit.Syntax.ToString()));
                }
            },
            OperationKind.Await);

    // (x?.FooAsync()).ConfigureAwait(false)
    private static IOperation Configured(IOperation operation) =>
        operation.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task : operation;

    private static IOperation? Culprit(IOperation operation) =>
        MaybeNull.In(operation) ?? (IsTriedCast(operation) ? operation : null);

    private static bool IsTriedCast(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => IsTriedCast(parenthesized.Operand),
        IConversionOperation { IsTryCast: true } conversion => !conversion.GetConversion().IsIdentity && !conversion.GetConversion().IsImplicit,
        _ => false,
    };
}
