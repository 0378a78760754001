namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>Limits of a freeze.</summary>
/// <param name="MaxPause">The longest time that the target may stand still; over it, it is released and the look fails.</param>
/// <param name="MaxCopyBytes">The most memory that is copied, in bytes.</param>
internal sealed record FreezeOptions(TimeSpan MaxPause, ulong MaxCopyBytes)
{
    /// <summary>
    /// How many stops may be given up at once because a garbage collection may be under way: nothing proves that there is
    /// none. After so many the process is copied as it is.
    /// </summary>
    public int GivenUpStops { get; init; }

    public static FreezeOptions Default { get; } = new(TimeSpan.FromSeconds(2), 8UL << 30);
}
