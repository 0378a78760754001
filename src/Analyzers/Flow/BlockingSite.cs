using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// A blocking call that can block, with the function it is in. UNR1001 and UNR1002 share it: each site is in async
/// code or in synchronous code, so it gets one message.
/// </summary>
internal sealed record BlockingSite(BlockingCall Call, FunctionContext Function)
{
    /// <summary>The site that an operation is, or null. From cheap to dear: names, types, functions around, flow.</summary>
    public static BlockingSite? At(SeenOperation context, ConcurrencyKnowledge knowledge, bool inAsync) =>
        knowledge.Blocking.Find(context.Operation) is { } call
        && context.Function(knowledge) is { } function
        && function.IsAsync == inAsync
        && !CompletedTasks.In(context.GetControlFlowGraph(), knowledge).NeverBlocks(call)
            ? new BlockingSite(call, function)
            : null;
}
