using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model.Recordings;

/// <summary>What a thread does at one moment, as far as it costs time.</summary>
internal enum TimeState
{
    /// <summary>On a processor.</summary>
    Running,

    /// <summary>Could run, and waits for a processor.</summary>
    Ready,

    /// <summary>Waits for a lock: Monitor, Lock, reader-writer lock, SemaphoreSlim.</summary>
    Lock,

    /// <summary>Blocks on a task.</summary>
    Task,

    /// <summary>Waits for a signal, a thread, a process or an item.</summary>
    Signal,
    Sleep,

    /// <summary>In a call of the system: files, sockets.</summary>
    InputOutput,

    /// <summary>A pool worker without work.</summary>
    Idle,

    /// <summary>Stands in one wait that is no lock from the first look to the last: the main thread of a host, a consumer without items.</summary>
    StandingBy,
}

/// <summary>Time of all threads by what they did.</summary>
internal sealed record TimeBudget(ImmutableDictionary<TimeState, TimeSpan> Times)
{
    public static TimeBudget Empty { get; } = new(ImmutableDictionary<TimeState, TimeSpan>.Empty);

    public TimeSpan this[TimeState state] => Times.GetValueOrDefault(state);

    /// <summary>Time of threads that had something to do.</summary>
    public TimeSpan Active => new(Times.Where(pair => pair.Key is not (TimeState.Idle or TimeState.StandingBy)).Sum(pair => pair.Value.Ticks));

    public TimeSpan All => new(Times.Values.Sum(time => time.Ticks));

    public TimeBudget Add(TimeState state, TimeSpan time) => new(Times.SetItem(state, this[state] + time));

    /// <summary>The part of the active time that a state took, from 0 to 1.</summary>
    public double ShareOf(TimeState state) => Active <= TimeSpan.Zero ? 0 : this[state] / Active;
}
