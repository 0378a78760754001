using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Where code is asynchronous, so that whatever blocks in it could be awaited.</summary>
internal static class AsyncSite
{
    /// <summary>
    /// The async function around the operation; null in synchronous code, in code that never runs, and in a body that serves
    /// a synchronous method too (<c>bool async</c>).
    /// </summary>
    public static FunctionContext? Around(SeenOperation context, ConcurrencyKnowledge knowledge) =>
        context.Function(knowledge) is { IsAsync: true } function
        && !AsyncSwitches.Governs(context.Operation, function)
            ? function
            : null;
}
