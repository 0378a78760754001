namespace Unravel.Analyzers.Flow;

/// <summary>
/// Locks that one function gives back for another: it releases what it has not taken. Such a lock lives across functions,
/// by design (a throttle, a wrapper, a pair of Enter and Leave), and what one function holds says little.
/// </summary>
internal sealed class HandOvers
{
    private readonly HashSet<LockIdentity> _locks = [];

    public HandOvers(TypeSummary type)
    {
        foreach (var function in type.Functions)
        {
            foreach (var step in function.Steps)
            {
                if (!step.Effect.Acquires && !step.Before.Held.Any(held => held.Lock.Equals(step.Effect.Lock)))
                {
                    _locks.Add(step.Effect.Lock);
                }
            }
        }
    }

    /// <summary>Whether some function of the type releases the lock without having taken it.</summary>
    public bool Has(LockIdentity identity) => _locks.Contains(identity);
}
