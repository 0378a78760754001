using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>The inner task of a task is lost, or an async delegate gets a thread of its own that it leaves at once.</summary>
public sealed class UNR2007NestedTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.NestedTask);

    public UNR2007NestedTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private const int LongRunning = 2;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        context.RegisterOperationAction(operation => Check(operation, knowledge), ["StartNew", "ContinueWhenAll", "ContinueWhenAny", "ContinueWith"], OperationKind.Invocation);
        context.RegisterOperationAction(operation => CheckAwait(operation, knowledge), OperationKind.Await);
    }

    private static void Check(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!Starts(call, knowledge) || !knowledge.Tasks.IsNested(call.Type) || context.Function(knowledge) is null)
        {
            return;
        }

        if (call.TargetMethod.Name == "StartNew" && call.Arguments.Any(argument =>
            argument is { Parameter.Type.Name: "TaskCreationOptions", Value.ConstantValue: { HasValue: true, Value: int options } } && (options & LongRunning) != 0))
        {
            Report(context, call, "gives an async delegate a thread of its own, which ends at the first await");
        }
        else if (NestedUses.LosesInner(call, knowledge))
        {
            Report(context, call, "gives a task of a task, and nobody waits for the inner one");
        }
    }

    // await GetAsync(); where that gives a task of a task. WhenAny and its like give one on purpose.
    private static void CheckAwait(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var awaited = (IAwaitOperation)context.Operation;
        if (awaited.Parent is IExpressionStatementOperation
            && knowledge.Tasks.IsTask(awaited.Type)
            && knowledge.Blocking.Source(awaited.Operation) is IInvocationOperation call
            && !Starts(call, knowledge)
            && knowledge.Tasks.IsNested(call.TargetMethod.OriginalDefinition.ReturnType)
            && call.TargetMethod.Name.IndexOf("Any", StringComparison.Ordinal) < 0)
        {
            Report(context, call, "gives a task of a task, and only the outer one is awaited");
        }
    }

    private static bool Starts(IInvocationOperation call, ConcurrencyKnowledge knowledge) => call.TargetMethod.Name switch
    {
        "StartNew" or "ContinueWhenAll" or "ContinueWhenAny" => knowledge.Tasks.IsFactory(call.TargetMethod.ContainingType),
        "ContinueWith" => knowledge.Tasks.IsTask(call.TargetMethod.ContainingType),
        _ => false,
    };

    private static void Report(SeenOperation context, IInvocationOperation call, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, what));
}
