namespace Unravel.Diagnostics.Model;

/// <summary>Threads or chains of tasks that wait for the same thing at the same place.</summary>
/// <param name="Count">How many now.</param>
/// <param name="Who">The thread by name, or what the many are.</param>
/// <param name="For">What they wait for.</param>
/// <param name="At">Method and line of the program's own code; empty when there is none.</param>
/// <param name="Since">How long the one that has waited longest has been seen waiting: a lower bound.</param>
internal sealed record WatchedWait(WaiterKind Kind, int Count, string Who, string For, string At, TimeSpan Since)
{
    /// <summary>True for waits inside the framework or a library alone, which are hidden at first.</summary>
    public bool IsFramework { get; init; }
}

internal enum WaiterKind
{
    Threads,
    Tasks,
}
