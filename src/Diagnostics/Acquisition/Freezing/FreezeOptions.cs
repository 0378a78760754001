namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>Limits of a freeze.</summary>
/// <param name="MaxPause">The longest time that the target may stand still; over it, it is released and the look fails.</param>
/// <param name="MaxCopyBytes">The most memory that is copied, in bytes.</param>
internal sealed record FreezeOptions(TimeSpan MaxPause, ulong MaxCopyBytes)
{
    public static FreezeOptions Default { get; } = new(TimeSpan.FromSeconds(2), 8UL << 30);
}
