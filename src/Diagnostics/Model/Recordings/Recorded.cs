using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model.Recordings;

/// <summary>What a process did over some seconds.</summary>
/// <param name="Duration">From the first event to the last.</param>
/// <param name="Processors">How many the process may use at once.</param>
internal sealed record Recorded(TargetInfo Target, DateTimeOffset At, TimeSpan Duration, int Processors)
{
    /// <summary>Where threads waited, longest first.</summary>
    public ImmutableArray<WaitSite> Sites { get; init; } = [];

    public TimeBudget Budget { get; init; } = TimeBudget.Empty;

    /// <summary>How many tasks were pending in the last look.</summary>
    public int PendingTasks { get; init; }

    /// <summary>How often the process was stopped to be looked at, and for how long in all.</summary>
    public int Looks { get; init; }

    public TimeSpan Paused { get; init; }

    /// <summary>What could not be seen and why, one sentence each.</summary>
    public ImmutableArray<string> Limitations { get; init; } = [];
}

/// <summary>All waits that began at one line for one kind of thing.</summary>
/// <param name="At">The innermost call of the program's own code; the innermost of all where there is none.</param>
/// <param name="Count">How many waits.</param>
/// <param name="Total">Their time, added over all threads.</param>
/// <param name="Threads">How many threads waited here.</param>
internal sealed record WaitSite(WaitKind Kind, Frame At, int Count, TimeSpan Total, TimeSpan Longest, int Threads)
{
    /// <summary>The stack of the longest wait, innermost call first.</summary>
    public ImmutableArray<Frame> Stack { get; init; } = [];

    /// <summary>True for a wait that had begun before the recording and lasted through all of it: it is known from looks, not from events.</summary>
    public bool LastedThroughout { get; init; }
}
