namespace Unravel.Diagnostics.Model.Recordings;

/// <summary>What the runtime counted in the last second.</summary>
/// <param name="Contentions">How often a thread had to wait for a lock that another held.</param>
/// <param name="WorkItemsDone">Work items that the pool has finished.</param>
internal sealed record RuntimeCounters(double? Contentions, double? WorkItemsDone);
