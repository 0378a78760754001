namespace Unravel.Diagnostics.Diff;

/// <summary>What the looks cost the process that is watched: measured, not estimated.</summary>
internal sealed class LookCost
{
    private TimeSpan _paused;

    public int Looks { get; private set; }

    public TimeSpan Longest { get; private set; }

    /// <summary>The mean pause of a look.</summary>
    public TimeSpan Mean => Looks == 0 ? TimeSpan.Zero : _paused / Looks;

    public void Add(TimeSpan pause)
    {
        Looks++;
        _paused += pause;
        Longest = pause > Longest ? pause : Longest;
    }

    /// <summary>The part of its time that the process stood still, from 0 to 1.</summary>
    /// <param name="watched">How long it has been watched.</param>
    public double ShareOf(TimeSpan watched) => watched <= TimeSpan.Zero ? 0 : Math.Min(1, _paused / watched);
}
