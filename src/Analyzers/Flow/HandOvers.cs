using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Locks that one function gives back for another: it releases what it has not taken. Such a lock lives across functions,
/// by design (a throttle, a wrapper, a pair of Enter and Leave), and what one function holds says little.
/// </summary>
internal sealed class HandOvers
{
    private readonly Dictionary<LockIdentity, List<FunctionSummary>> _releasers = [];

    public HandOvers(TypeSummary type)
    {
        foreach (var function in type.Functions)
        {
            foreach (var step in function.Steps)
            {
                // What the function started with is not its own either: a lambda that is run at once.
                if (!step.Effect.Acquires && !step.Before.Held.Any(held => held.Lock.Equals(step.Effect.Lock)))
                {
                    if (!_releasers.TryGetValue(step.Effect.Lock, out var releasers))
                    {
                        _releasers[step.Effect.Lock] = releasers = [];
                    }

                    releasers.Add(function);
                }
            }
        }
    }

    /// <summary>Whether another function of the type gives the lock back.</summary>
    public bool IsReleasedElsewhere(LockIdentity identity, FunctionSummary function) =>
        _releasers.TryGetValue(identity, out var releasers) && releasers.Exists(other => other != function);

    /// <summary>Whether some function releases the lock without having taken it.</summary>
    public bool IsReleasedByOthers(LockIdentity identity) => _releasers.ContainsKey(identity);
}
