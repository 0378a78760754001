using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Running;

/// <summary>
/// The operations of a block, each before its operands. The groups of rules see one block after the other on one thread, so the
/// last one is remembered; weakly, as a thread outlives the compilation.
/// </summary>
internal static class BlockOperations
{
    [ThreadStatic]
    private static WeakReference<Known>? s_last;

    public static IOperation[] Of(IOperation block)
    {
        if (s_last?.TryGetTarget(out var last) == true && last.Block == block)
        {
            return last.All;
        }

        var known = new Known(block, [.. block.DescendantsAndSelf()]);
        if (s_last is null)
        {
            s_last = new(known);
        }
        else
        {
            s_last.SetTarget(known);
        }

        return known.All;
    }

    private sealed record Known(IOperation Block, IOperation[] All);
}
