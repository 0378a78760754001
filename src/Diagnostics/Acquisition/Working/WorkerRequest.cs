using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>What the tool asks of its worker.</summary>
internal sealed record WorkerRequest
{
    public required TargetInfo Target { get; init; }

    /// <summary>How to look: freeze, passive, events or proc; with a dump path that dump is read instead.</summary>
    public LookMode Mode { get; init; } = LookMode.Freeze;

    /// <summary>Path of a dump to read instead of the live process; null to look at the process.</summary>
    public string? DumpPath { get; init; }

    /// <summary>The dump is a file that the user named: its process may be long gone.</summary>
    public bool IsOfFile { get; init; }

    /// <summary>There is no ptrace here: the operating system is to make the copy.</summary>
    public bool BySystem { get; init; }

    /// <summary>The longest that the target may stand still.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Go through large heaps too where a rule needs all of it.</summary>
    public bool Deep { get; init; }
}
