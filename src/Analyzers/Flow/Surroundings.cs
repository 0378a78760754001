using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>Whether two places of a function can both be reached in one run of it, as its branches show.</summary>
internal static class Surroundings
{
    /// <summary>Whether one run of the function passes only one of the two: they are in two branches, or one leaves the function first.</summary>
    public static bool AreExclusive(IOperation first, IOperation second)
    {
        for (var (child, parent) = (first, first.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (Contains(parent, second))
            {
                return parent switch
                {
                    IConditionalOperation branch => child != branch.Condition && !Contains(branch.Condition, second),
                    ISwitchOperation choice => child != choice.Value && !Contains(choice.Value, second),
                    ISwitchExpressionOperation choice => child != choice.Value,
                    ITryOperation attempt => child is ICatchClauseOperation && attempt.Catches.Any(other => other != child && Contains(other, second)),
                    _ => false,
                };
            }

            if (parent is IReturnOperation && first.Syntax.SpanStart < second.Syntax.SpanStart && !(Enclosing.Function(parent) is IAnonymousFunctionOperation lambda && Waits.IsQuery(lambda)))
            {
                return true;
            }

            if (parent is IBlockOperation { Operations: { Length: > 0 } operations } && operations[operations.Length - 1] is IReturnOperation or IThrowOperation or IBranchOperation or IExpressionStatementOperation { Operation: IThrowOperation }
                && first.Syntax.SpanStart < second.Syntax.SpanStart && parent.Parent is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a loop is left as soon as the place was passed.</summary>
    public static bool LeavesAfter(IOperation at, ILoopOperation loop)
    {
        for (var current = at; current is not null && current != loop; current = current.Parent)
        {
            if (current is IReturnOperation
                || (current is IBlockOperation { Operations: { Length: > 0 } operations }
                    && operations[operations.Length - 1] is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break } or IExpressionStatementOperation { Operation: IThrowOperation }))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Contains(IOperation outer, IOperation inner) =>
        outer.Syntax.SyntaxTree == inner.Syntax.SyntaxTree && outer.Syntax.Span.Contains(inner.Syntax.Span);
}
