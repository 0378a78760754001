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
}
