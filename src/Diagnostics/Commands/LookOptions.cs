using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>How a user wants a live process to be looked at.</summary>
internal sealed record LookOptions
{
    public LookMode Mode { get; init; } = LookMode.Auto;

    /// <summary>The longest that the process may stand still in a freeze.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Go through large heaps too where a rule needs all of it.</summary>
    public bool Deep { get; init; }

    /// <summary>Where a dump is written, as the target sees it; null for its folder for temporary files.</summary>
    public string? DumpFolder { get; init; }

    /// <summary>Never write a dump: for who looks again and again, since each would stop the process for long.</summary>
    public bool NeverDump { get; init; }

    /// <summary>What there is to do while the worker looks; it must return at once.</summary>
    public Action? Meanwhile { get; init; }

    /// <summary>Leave the dump there afterwards.</summary>
    public bool KeepDump { get; init; }
}
