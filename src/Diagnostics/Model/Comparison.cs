using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>What several looks at one process show together: what is stuck since, what moved, what grew.</summary>
internal sealed record Comparison
{
    /// <summary>How often the process was looked at.</summary>
    public required int Looks { get; init; }

    /// <summary>Time from the first look to the last.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when the looks are of the same process, false for two runs of a program: then threads and objects are not compared.</summary>
    public bool IsSameProcess { get; init; }

    /// <summary>Threads that waited at the same place for the same object in every look.</summary>
    public ImmutableArray<StuckThread> Stuck { get; init; } = [];

    /// <summary>Managed ids of threads that waited, in the last look or before it, but not at one place for one object.</summary>
    public ImmutableArray<int> Moved { get; init; } = [];

    /// <summary>Threads that were there in the last look only, and in the first look only: how many.</summary>
    public int Appeared { get; init; }

    public int Ended { get; init; }

    /// <summary>Pending tasks of one kind whose number changed, the largest change first.</summary>
    public ImmutableArray<Change> Tasks { get; init; } = [];

    /// <summary>Numbers of the pool that changed.</summary>
    public ImmutableArray<Change> Pool { get; init; } = [];

    public ImmutableArray<FindingChange> Findings { get; init; } = [];
}

/// <summary>A thread that waited at one place in every look.</summary>
/// <param name="Thread">Managed id.</param>
/// <param name="What">What it waits for, as <c>waits for Bank._ledger</c>.</param>
/// <param name="HasNotRun">True when the kernel counted no processor time for it in between; false when that is not known or it ran.</param>
internal sealed record StuckThread(int Thread, string Name, string What, bool HasNotRun)
{
    /// <summary>Where its own code stands; null when there is none.</summary>
    public Frame? At { get; init; }
}

/// <summary>A number in the first look and in the last.</summary>
internal sealed record Change(string Name, int Before, int After);

/// <summary>A finding of the first look, the last, or both.</summary>
/// <param name="Stuck">Of the threads in its evidence, how many stood still in every look.</param>
/// <param name="Threads">How many threads its evidence names, in the last look that shows it.</param>
internal sealed record FindingChange(string RuleId, string Message, Presence Presence, int Stuck, int Threads);

internal enum Presence
{
    /// <summary>In the first look and in the last.</summary>
    Stays,

    /// <summary>In the last look and not in the first.</summary>
    Came,

    /// <summary>In the first look and not in the last.</summary>
    Went,
}
