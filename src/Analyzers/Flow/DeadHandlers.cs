using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>Try statements that are left before the task that was started in them has ended.</summary>
internal static class DeadHandlers
{
    /// <summary>The statement is all that a try block does, so its handlers are there for nothing else.</summary>
    public static bool IsAloneInTry(IExpressionStatementOperation statement) => TryAround(statement) is not null;

    /// <summary>The try statement whose block holds this statement and no other, with a handler that catches everything.</summary>
    public static ITryOperation? TryAround(IExpressionStatementOperation statement) =>
        statement.Parent is IBlockOperation { Operations.Length: 1, Parent: ITryOperation attempt } block
        && attempt.Body == block && attempt.Catches.Any(CatchesAll)
            ? attempt
            : null;

    /// <summary>
    /// A handler turns exceptions into a failed task: it is there for what is thrown before the task exists, and
    /// knows that it sees no more.
    /// </summary>
    public static bool MakesFailedTask(ITryOperation attempt) =>
        attempt.Catches.Any(handler => handler.Handler.Descendants().Any(operation => operation is IInvocationOperation
        {
            TargetMethod.Name: "FromException" or "FromCanceled" or "SetException" or "TrySetException" or "SetCanceled" or "TrySetCanceled",
        }));

    /// <summary>All handlers are for a misuse of objects or arguments, which a call mostly finds before it has a task.</summary>
    public static bool IsForMisuse(ITryOperation attempt) =>
        attempt.Finally is null
        && attempt.Catches.All(handler => handler.ExceptionType.Name is "ObjectDisposedException" or "ArgumentException" or "ArgumentNullException"
            or "ArgumentOutOfRangeException" or "NotSupportedException" or "NotImplementedException");

    /// <summary>The method is in this compilation and catches exceptions itself: the handler around its call is for something else.</summary>
    public static bool HasOwnHandler(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(declaration =>
            declaration.GetSyntax().DescendantNodes().Any(node => node is TryStatementSyntax { Catches.Count: > 0 }));

    private static bool CatchesAll(ICatchClauseOperation handler) =>
        handler.Filter is null && handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception" };
}
