using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports two operations that are pending at once on one object which allows one at a time: two arguments of WhenAll, or
/// two tasks in locals with no await between their starts.
/// </summary>
public sealed class UNR5020PendingTwiceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.PendingTwice);

    public UNR5020PendingTwiceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var types = new OneAtATimeTypes(context.Compilation);
        context.RegisterOperationAction(operation => CheckWhenAll(operation, types, knowledge), ["WhenAll", "WhenAny", "WaitAll", "WaitAny"], OperationKind.Invocation);
        context.RegisterOperationAction(operation => CheckBlock(operation, types, knowledge), OperationKind.Block);
    }

    private static void CheckWhenAll(SeenOperation context, OneAtATimeTypes types, ConcurrencyKnowledge knowledge)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("WhenAll" or "WhenAny" or "WaitAll" or "WaitAny") || !knowledge.Tasks.IsTask(call.TargetMethod.ContainingType) || call.Arguments.Length == 0)
        {
            return;
        }

        var pending = new List<PendingUse>();
        foreach (var element in call.Arguments[0].SpreadElements())
        {
            if (PendingUse.Of(element, types, knowledge) is { } use)
            {
                Report(context, pending, use);
            }
        }
    }

    // var a = db.A(); var b = db.B(); await a; await b;
    private static void CheckBlock(SeenOperation context, OneAtATimeTypes types, ConcurrencyKnowledge knowledge)
    {
        List<PendingUse>? pending = null; // few blocks have one
        foreach (var statement in ((IBlockOperation)context.Operation).Operations)
        {
            if (statement is IVariableDeclarationGroupOperation { Declarations.Length: 1 } group
                && group.Declarations[0].Declarators.Length == 1
                && group.Declarations[0].Declarators[0].Initializer?.Value is { } value
                && PendingUse.Of(value, types, knowledge) is { } use)
            {
                Report(context, pending ??= [], use);
            }
            else
            {
                // Any other statement may await, or do what makes the object ready again.
                pending?.Clear();
            }
        }
    }

    private static void Report(SeenOperation context, List<PendingUse> pending, PendingUse use)
    {
        if (pending.Find(use.Meets) is { } first)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                use.Call.Syntax.GetLocation(),
                [first.Call.Syntax.GetLocation()],
                use.Call.TargetMethod.Name,
                use.Name,
                first.Call.Syntax.Line(),
                use.Type.Name));
        }

        pending.Add(use);
    }
}
