using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Lifetime;

/// <summary>
/// A TaskCompletionSource that only the lambda of a dropped Task.Run completes, after code that may throw and that no
/// handler covers: the exception is lost in the task, and the source is never completed.
/// </summary>
public sealed class UNR7001LostCompletionAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.LostCompletion);

    public UNR7001LostCompletionAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.SourceOfT is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var start = (IInvocationOperation)operation.Operation;
                if (!IsStart(start, knowledge.Tasks) || !start.IsDropped()
                    || start.Arguments[0].Value.Unwrapped() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
                {
                    return;
                }

                foreach (var completion in lambda.OwnDescendants().OfType<IInvocationOperation>())
                {
                    if (CompletedLocal(completion, knowledge.Tasks) is { } source
                        && MayThrowBefore(lambda, completion, source)
                        && !lambda.OwnDescendants().Any(part => part is ITryOperation)
                        && IsCompletedOnlyIn(lambda, source, knowledge.Tasks))
                    {
                        var name = completion.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : completion.Syntax;
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), source.Name));
                        return;
                    }
                }
            },
            ["Run", "StartNew"],
            OperationKind.Invocation);

    private static bool IsStart(IInvocationOperation call, TaskTypes tasks) =>
        call.Arguments.Length > 0
        && ((call.TargetMethod is { Name: "Run", IsStatic: true } && tasks.IsTask(call.TargetMethod.ContainingType))
            || (call.TargetMethod.Name == "StartNew" && tasks.IsFactory(call.TargetMethod.ContainingType)));

    private static ILocalSymbol? CompletedLocal(IInvocationOperation call, TaskTypes tasks) =>
        (call.TargetMethod.Name.StartsWith("Set", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("TrySet", StringComparison.Ordinal))
        && tasks.IsSource(call.TargetMethod.ContainingType)
            ? call.Instance.Variable() as ILocalSymbol
            : null;

    /// <summary>A call or an await that runs before the completion; its own arguments are among them.</summary>
    private static bool MayThrowBefore(IOperation lambda, IInvocationOperation completion, ISymbol source) =>
        lambda.OwnDescendants().Any(part =>
            part != completion
            && part is IInvocationOperation or IAwaitOperation
            && part.Syntax.SpanStart < completion.Syntax.Span.End
            && !(part is IInvocationOperation { Instance: { } instance } && SymbolEqualityComparer.Default.Equals(instance.Variable(), source)));

    /// <summary>Declared outside of the lambda, and outside of it nothing but its task is asked for.</summary>
    private static bool IsCompletedOnlyIn(IOperation lambda, ILocalSymbol source, TaskTypes tasks)
    {
        var root = lambda;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return !source.DeclaringSyntaxReferences.Any(declaration => lambda.Syntax.Span.Contains(declaration.Span))
            && root.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, source))
                .All(reference => reference.Parent is IPropertyReferenceOperation { Property.Name: "Task" }
                    || (reference.Parent is IInvocationOperation call && CompletedLocal(call, tasks) is not null && lambda.Syntax.Span.Contains(call.Syntax.Span)));
    }
}
