using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Tasks with a result that come straight from a method, so that nobody can mean the task and not its result.</summary>
internal static class FreshCalls
{
    /// <summary>
    /// The call, when the expression is one that by its declaration returns a task with a result, or a local that
    /// was declared with such a call and never assigned again; null otherwise. A generic method that happens to
    /// give a task, as a dictionary does, and one that says with a question mark that it may give null, are none.
    /// </summary>
    public static IInvocationOperation? Of(IOperation expression, ConcurrencyKnowledge knowledge) => expression switch
    {
        IInvocationOperation call => IsFresh(call, knowledge) ? call : null,
        ILocalReferenceOperation { Local: var local } reference when knowledge.Tasks.ResultOf(local.Type) is not null => Initial(reference, local, knowledge),
        _ => null,
    };

    private static bool IsFresh(IInvocationOperation call, ConcurrencyKnowledge knowledge)
    {
        var declared = call.TargetMethod.OriginalDefinition.ReturnType;
        return knowledge.Tasks.ResultOf(declared) is not null && declared.NullableAnnotation != NullableAnnotation.Annotated;
    }

    private static IInvocationOperation? Initial(IOperation reference, ILocalSymbol local, ConcurrencyKnowledge knowledge)
    {
        var root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        IInvocationOperation? initial = null;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    initial = declarator.GetVariableInitializer()?.Value.Unwrapped() as IInvocationOperation;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, local):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation passed }
                    when SymbolEqualityComparer.Default.Equals(passed.Local, local):
                    return null;
            }
        }

        return initial is not null && IsFresh(initial, knowledge) ? initial : null;
    }
}
