using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>An operation that takes or gives back a lock that has a name.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Hold">Which lock, and how.</param>
/// <param name="At">Where it takes effect: the call, or the await of an async acquire.</param>
/// <param name="Operation">The call; null for a lock statement that the graph does not show.</param>
internal sealed record LockEffect(LockAction Action, Hold Hold, IOperation At, LockOperation? Operation)
{
    public LockIdentity Lock => Hold.Lock;

    public bool Acquires => Action is LockAction.Acquire or LockAction.TryAcquire;

    /// <summary>It waits until the lock is free, however long that takes.</summary>
    public bool Waits => Action == LockAction.Acquire;

    public static LockEffect OfStatement(LockIdentity identity, IOperation at) =>
        new(LockAction.Acquire, new(identity, LockMode.Exclusive, LockKind.Lock), at, null);
}
