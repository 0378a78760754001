using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>The thread pool at the moment of the snapshot.</summary>
internal sealed record PoolInfo
{
    /// <summary>Worker threads that exist.</summary>
    public required int Workers { get; init; }

    /// <summary>Workers without work; null when the runtime does not say.</summary>
    public int? Idle { get; init; }

    public int? Minimum { get; init; }

    public int? Maximum { get; init; }

    /// <summary>Work items that wait for a worker, in all queues; null when they could not be counted.</summary>
    public int? Queued { get; init; }

    /// <summary>Why <see cref="Queued"/> is unknown; null when it is known.</summary>
    public string? QueuedUnknownBecause { get; init; }

    /// <summary>What is queued, by the method that it would run, the most first: the five of which there is most.</summary>
    public ImmutableArray<QueuedWork> Work { get; init; } = [];

    /// <summary>Time since a worker last took something out of a queue; null when that is not known.</summary>
    public TimeSpan? SinceLastDequeue { get; init; }

    /// <summary>Timers that are set; null when they could not be counted.</summary>
    public int? Timers { get; init; }

    /// <summary>Time until the first of them is due; null when none is, or that is not known.</summary>
    public TimeSpan? NextTimer { get; init; }
}

/// <summary>Work items of one kind that wait for a worker.</summary>
/// <param name="Method">The method that a worker would run, as C# writes it; where it is not known, the type of the items.</param>
/// <param name="Count">How many; a lower bound where there are very many.</param>
internal sealed record QueuedWork(string Method, int Count);
