using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>
/// A wait that nothing can end: no static field, no handle, no timer, no queued work and no stack of a thread that can
/// still run leads to what is waited for; only those who wait know it.
/// </summary>
/// <param name="Thread">Managed id of the thread that waits, itself or for a task whose chain ends here; null for none.</param>
/// <param name="Top">Row of the outermost task of the chain; null when the thread waits for the object itself.</param>
/// <param name="Leaf">Row of the last task of the chain; null likewise.</param>
/// <param name="Waitable">Index of the object waited for; null when it is the task <paramref name="Leaf"/> itself.</param>
internal sealed record LostWait(int? Thread, int? Top, int? Leaf, int? Waitable);

/// <summary>What the search for such waits came to.</summary>
internal sealed record LostWaits
{
    /// <summary>No more are listed; where so many are, there may be others.</summary>
    public const int Most = 10_000;

    public static LostWaits None { get; } = new();

    public ImmutableArray<LostWait> Waits { get; init; } = [];

    /// <summary>Why it was not searched although somebody waits; null when it was, or nobody does.</summary>
    public string? UnknownBecause { get; init; }
}
