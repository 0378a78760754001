using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A Task.Delay that only ends a race, and that nobody stops when the race is over.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UNR2021DelayOutlivesRaceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DelayOutlivesRace);

    // A timer that is over so soon harms nobody, and polling with one is common.
    private const int ShortDelay = 1000;

    public UNR2021DelayOutlivesRaceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationStartAnalysisContext context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod is not { Name: "WhenAny", IsStatic: true } || !knowledge.Tasks.IsTask(call.TargetMethod.ContainingType))
                {
                    return;
                }

                var racers = Racers(call);
                if (racers.Count < 2 || racers.All(racer => IsDelay(racer, knowledge.Tasks)))
                {
                    return;
                }

                foreach (var racer in racers)
                {
                    if (IsDelay(racer, knowledge.Tasks) && IsLongWithoutToken((IInvocationOperation)racer)
                        && !SdkRules.Speaks("CA2027", onByDefault: false, call.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, racer.Syntax.GetLocation(), racer.Syntax.ToString()));
                    }
                }
            },
            OperationKind.Invocation);

    private static List<IOperation> Racers(IInvocationOperation call)
    {
        var racers = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            var listed = argument.ArgumentKind == ArgumentKind.Explicit && !IsCollection(argument) ? default : argument.SpreadElements();
            if (listed.IsDefaultOrEmpty)
            {
                racers.Add(argument.Value.Unwrapped());
            }
            else
            {
                racers.AddRange(listed.Select(element => element.Unwrapped()));
            }
        }

        return racers;
    }

    private static bool IsCollection(IArgumentOperation argument) => !argument.Value.ListedElements().IsEmpty;

    private static bool IsDelay(IOperation operation, TaskTypes tasks) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Delay", IsStatic: true } method } && tasks.IsTask(method.ContainingType);

    private static bool IsLongWithoutToken(IInvocationOperation delay) =>
        delay.Arguments.All(argument => argument.Parameter?.Type.Name switch
        {
            "CancellationToken" => argument.Value.Unwrapped() is IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" },
            "Int32" => argument.Value.ConstantValue is not { HasValue: true, Value: <= ShortDelay },
            _ => true,
        });
}
