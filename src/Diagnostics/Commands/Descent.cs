using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>The way down the ladder: what is tried next, and why what was above it was not taken.</summary>
internal sealed class Descent
{
    /// <summary>On Windows the system makes the copy that a freeze makes on Linux; on macOS there is the dump alone.</summary>
    internal static readonly LookMode[] WaysHere =
        OperatingSystem.IsLinux() ? [LookMode.Freeze, LookMode.Passive, LookMode.Dump, LookMode.Events, LookMode.Proc]
        : OperatingSystem.IsWindows() ? [LookMode.Freeze, LookMode.Dump]
        : [LookMode.Dump];

    private readonly Queue<LookMode> _open;
    private readonly bool _isFree;
    private readonly List<(LookMode Way, string Reason)> _notTaken = [];

    /// <exception cref="ToolException">There is no such way on this system.</exception>
    public Descent(LookMode mode, LookMode[] ways)
    {
        _isFree = mode == LookMode.Auto;
        _open = new Queue<LookMode>(_isFree ? ways : ways.Contains(mode) ? [mode]
            : throw new ToolException($"--mode {mode.ToString().ToLowerInvariant()} is for Linux; here there is {string.Join(" and ", ways.Select(way => way.ToString().ToLowerInvariant()))}.", ToolException.Usage));
    }

    /// <summary>The way to try; null when none is left.</summary>
    public LookMode? Next => _open.TryPeek(out var way) ? way : null;

    /// <summary>Why the last one was not taken, as a sentence; empty before the first.</summary>
    public string LastReason => _notTaken.Count > 0 ? _notTaken[^1].Reason : "";

    /// <summary>It is known beforehand that it cannot work.</summary>
    public void Blocked(LookMode way, string reason)
    {
        _ = _open.Dequeue();
        _notTaken.Add((way, reason));
    }

    /// <summary>It was tried.</summary>
    public void Failed(LookMode way, WorkerFailure failure)
    {
        Blocked(way, failure.Message);
        switch (failure.Kind)
        {
            case FailureKind.TargetGone:
            case FailureKind.Other when way == LookMode.Freeze:
                _open.Clear();
                break;
            case FailureKind.NoDebuggingLibrary:
                Leave(LookMode.Passive, LookMode.Dump);
                break;
            case FailureKind.PauseExceeded:
                Leave(LookMode.Dump); // it would stand still for longer than it may
                break;
            default:
                break;
        }
    }

    /// <summary>What is said to the user before another way is taken than the best.</summary>
    public static string Instead(LookMode way) => way switch
    {
        LookMode.Passive => "Reading it while it runs instead.",
        LookMode.Events => "Asking its runtime for a sample of stacks instead.",
        _ => "Showing what the kernel shows of it.",
    };

    /// <summary>Adds to a snapshot that does not show everything why there was no better one.</summary>
    public ProcessSnapshot Annotate(ProcessSnapshot snapshot)
    {
        if (!_isFree || _notTaken.Count == 0 || snapshot.Capture is { Detail: CaptureDetail.Everything, PartlySeenBecause: null })
        {
            return snapshot;
        }

        // Ways that fail for one reason are named together.
        var reasons = _notTaken.GroupBy(pair => pair.Reason)
            .Select(group => $"{string.Join(" and ", group.Select(pair => Gives(pair.Way)))} ({group.Key.TrimEnd('.')})");
        return snapshot with { Capture = snapshot.Capture with { Limitations = [.. snapshot.Capture.Limitations, .. reasons] } };
    }

    private void Leave(params ReadOnlySpan<LookMode> ways)
    {
        for (var i = _open.Count; i > 0; i--)
        {
            var way = _open.Dequeue();
            if (!ways.Contains(way))
            {
                _open.Enqueue(way);
            }
        }
    }

    private static string Gives(LookMode way) => way switch
    {
        LookMode.Freeze => "a copy of one moment",
        LookMode.Passive => "what stands still in its memory",
        LookMode.Dump => "a dump",
        _ => "stacks",
    };
}
