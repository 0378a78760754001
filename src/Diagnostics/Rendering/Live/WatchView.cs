using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Live;

/// <summary>What the person before the screen has chosen to see.</summary>
internal sealed record WatchView
{
    public SortColumn Sort { get; init; } = SortColumn.Longest;

    /// <summary>Whether the least comes first.</summary>
    public bool IsReversed { get; init; }

    public bool ShowsThreads { get; init; } = true;

    public bool ShowsTasks { get; init; } = true;

    /// <summary>Whether waits inside the framework alone are shown too.</summary>
    public bool ShowsFramework { get; init; }

    public bool IsPaused { get; init; }

    public bool ShowsHelp { get; init; }

    /// <summary>The view after a key; null when the key ends the watch. Keys that mean nothing change nothing.</summary>
    public WatchView? After(ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.Q or ConsoleKey.Escape } => null,
        { KeyChar: '1' } => SortedBy(SortColumn.Longest),
        { KeyChar: '2' } => SortedBy(SortColumn.Count),
        { KeyChar: '3' } => SortedBy(SortColumn.Who),
        { KeyChar: '4' } => SortedBy(SortColumn.For),
        { KeyChar: '5' } => SortedBy(SortColumn.At),
        { Key: ConsoleKey.T } => (ShowsThreads, ShowsTasks) switch
        {
            (true, true) => this with { ShowsTasks = false },
            (true, false) => this with { ShowsThreads = false, ShowsTasks = true },
            _ => this with { ShowsThreads = true },
        },
        { Key: ConsoleKey.A } => this with { ShowsFramework = !ShowsFramework },
        { Key: ConsoleKey.Spacebar } => this with { IsPaused = !IsPaused },
        { KeyChar: '?' or 'h' } => this with { ShowsHelp = !ShowsHelp },
        _ => this,
    };

    /// <summary>The waits that are shown, in their order.</summary>
    public IEnumerable<WatchedWait> Choose(IEnumerable<WatchedWait> waits)
    {
        var shown = waits.Where(wait => (wait.Kind == WaiterKind.Threads ? ShowsThreads : ShowsTasks) && (ShowsFramework || !wait.IsFramework));
        var sorted = Sort switch
        {
            SortColumn.Count => shown.OrderByDescending(wait => wait.Count),
            SortColumn.Who => shown.OrderBy(wait => wait.Who, StringComparer.OrdinalIgnoreCase),
            SortColumn.For => shown.OrderBy(wait => wait.For, StringComparer.OrdinalIgnoreCase),
            SortColumn.At => shown.OrderBy(wait => wait.At, StringComparer.OrdinalIgnoreCase),
            _ => shown.OrderByDescending(wait => wait.Since),
        };
        var all = sorted.ThenByDescending(wait => wait.Since).ThenByDescending(wait => wait.Count).ThenBy(wait => wait.Who, StringComparer.Ordinal);
        return IsReversed ? all.Reverse() : all;
    }

    /// <summary>By another column, or by the same the other way round.</summary>
    private WatchView SortedBy(SortColumn column) => this with { Sort = column, IsReversed = Sort == column && !IsReversed };
}

internal enum SortColumn
{
    Longest,
    Count,
    Who,
    For,
    At,
}
