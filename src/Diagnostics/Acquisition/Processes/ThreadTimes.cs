namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>What a thread did with its time since it started.</summary>
/// <param name="Ran">On a processor.</param>
/// <param name="Queued">Ready to run, with no processor free.</param>
/// <param name="Sleeps">How often it gave its processor up to wait for something.</param>
internal readonly record struct ThreadTimes(TimeSpan Ran, TimeSpan Queued, long Sleeps);
