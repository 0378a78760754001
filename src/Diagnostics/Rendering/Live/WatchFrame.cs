using System.Collections.Immutable;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>Everything that one picture of the live screen shows.</summary>
/// <param name="Watched">How long the process has been watched.</param>
/// <param name="Interval">Time from look to look.</param>
internal sealed record WatchFrame(
    Report Report, ImmutableArray<WatchedWait> Waits, TimeSpan Watched, TimeSpan Interval, int Looks, TimeSpan MeanPause, TimeSpan LongestPause, double PausedShare)
{
    /// <summary>What the runtime counts; null where it was not asked or has not answered yet.</summary>
    public RuntimeCounters? Counters { get; init; }
}
