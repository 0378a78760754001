using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A function that returns a task and is not async returns null.</summary>
public sealed class UNR2012NullTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.NullTask);

    public UNR2012NullTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var returned = (IReturnOperation)operation.Operation;
                if (returned.ReturnedValue is { } value
                    && MaybeNull.In(value) is { } culprit
                    && operation.Function(knowledge) is { Symbol: IMethodSymbol method } function
                    && Promises(method, knowledge)
                    && !IsArgument(returned, method)
                    && !(method.ReturnType.NullableAnnotation == NullableAnnotation.NotAnnotated && MaybeNull.CompilerWarns(returned)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, culprit.Syntax.GetLocation(), function.Name));
                }
            },
            OperationKind.Return);

    /// <summary>The caller may await what it gets. A property gives what it has, and a question mark says what may come.</summary>
    private static bool Promises(IMethodSymbol method, ConcurrencyKnowledge knowledge) =>
        method is { IsAsync: false, MethodKind: not MethodKind.PropertyGet, ReturnType: { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated } }
        && knowledge.Tasks.IsTaskOrDerived(method.ReturnType);

    // What a lambda gives to the method that it is passed to is between the two: mocks are set up so.
    private static bool IsArgument(IOperation returned, IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.AnonymousFunction)
        {
            return false;
        }

        IOperation? lambda = returned;
        while (lambda is not (null or IAnonymousFunctionOperation))
        {
            lambda = lambda.Parent;
        }

        return lambda?.Parent?.Parent is IArgumentOperation or IConversionOperation { Parent: IArgumentOperation };
    }
}
