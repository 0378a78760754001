using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>ContinueWith, or StartNew on Task.Factory, runs on whatever scheduler the caller happens to run on.</summary>
public sealed class UNR2020ImplicitSchedulerAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ImplicitScheduler);

    public UNR2020ImplicitSchedulerAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (IsScheduling(call, knowledge.Tasks)
                    && !call.TargetMethod.Parameters.Any(parameter => parameter.Type.Name == "TaskScheduler")
                    && operation.Function(knowledge) is not null
                    && !SdkRules.Speaks("CA2008", onByDefault: false, call.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                {
                    var name = (call.Syntax as InvocationExpressionSyntax)?.Expression switch
                    {
                        MemberAccessExpressionSyntax access => access.Name,
                        MemberBindingExpressionSyntax binding => binding.Name,
                        _ => call.Syntax,
                    };
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), call.TargetMethod.Name));
                }
            },
            ["ContinueWith", "StartNew"],
            OperationKind.Invocation);

    /// <summary>A factory of one's own has a scheduler of its own; an inner task is UNR2007.</summary>
    private static bool IsScheduling(IInvocationOperation call, TaskTypes tasks) => call.TargetMethod.Name switch
    {
        "ContinueWith" => tasks.IsTask(call.TargetMethod.ContainingType) && !IsInline(call),
        "StartNew" => tasks.IsFactory(call.TargetMethod.ContainingType)
            && call.Instance?.Unwrapped() is IPropertyReferenceOperation { Property: { Name: "Factory", IsStatic: true } factory }
            && tasks.IsTask(factory.ContainingType)
            && !(call.TargetMethod.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } made && tasks.IsTask(made.TypeArguments[0])),
        _ => false,
    };

    // TaskContinuationOptions.ExecuteSynchronously: it runs where the task completes.
    private static bool IsInline(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter?.Type.Name == "TaskContinuationOptions"
            && argument.Value.ConstantValue is { HasValue: true, Value: int options } && (options & 0x80000) != 0);
}
