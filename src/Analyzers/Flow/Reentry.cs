using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What becomes of a holder that takes its own lock again.</summary>
internal static class Reentry
{
    public const string Hangs = "its holder waits for itself";
    public const string Throws = "the second call throws";

    /// <summary>The hold that makes the second taking fail, and what happens; null when it succeeds or that is not known.</summary>
    public static (Hold Held, string Outcome)? Of(HoldSet held, Hold taken, TypeSummary type)
    {
        foreach (var hold in held.All)
        {
            if (hold.Lock.Equals(taken.Lock) && Outcome(hold, taken, type) is { } outcome)
            {
                return (hold, outcome);
            }
        }

        return null;
    }

    private static string? Outcome(Hold held, Hold taken, TypeSummary type) => taken.Kind switch
    {
        LockKind.Semaphore => type.Setups.CapacityOf(taken.Lock) == 1 ? Hangs : null,
        LockKind.SpinLock => "its holder spins for ever, or the call throws",
        LockKind.ReaderWriter => held.Mode == LockMode.Read && taken.Mode == LockMode.Write ? Hangs : null,
        LockKind.ReaderWriterSlim => (held.Mode, taken.Mode) switch
        {
            (LockMode.Read, LockMode.Write or LockMode.Upgradeable) => Throws, // recursion or not
            (LockMode.Upgradeable, LockMode.Read or LockMode.Write) => null,
            _ => type.Setups.SupportsRecursion(taken.Lock) == false ? Throws : null,
        },
        _ => null,
    };
}
