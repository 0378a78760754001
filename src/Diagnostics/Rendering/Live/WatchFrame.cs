using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>Everything that one picture of the live screen shows.</summary>
/// <param name="Watched">How long the process has been watched.</param>
/// <param name="Interval">Time from look to look.</param>
internal sealed record WatchFrame(
    Report Report, ImmutableArray<WatchedWait> Waits, TimeSpan Watched, TimeSpan Interval, int Looks, TimeSpan MeanPause, TimeSpan LongestPause, double PausedShare);
