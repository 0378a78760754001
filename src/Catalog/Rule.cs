namespace Unravel.Catalog;

/// <summary>
/// One fault: one id, one page, one sentence of harm, and up to two faces. The row also says what else the fault has
/// (a code fix, hang scenarios); tests hold it to that.
/// </summary>
internal sealed record Rule
{
    public required string Id { get; init; }

    public required Category Category { get; init; }

    public required Level Level { get; init; }

    /// <summary>What to do, in the imperative, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>What goes wrong for whom when the advice is not followed.</summary>
    public required string Why { get; init; }

    /// <summary>Message of the analyzer, with placeholders; null when the fault has no source form.</summary>
    public string? InCode { get; init; }

    /// <summary>Message of a finding, with placeholders; null when the fault cannot be seen in a process.</summary>
    public string? AtRunTime { get; init; }

    /// <summary>When the analyzer reports.</summary>
    public InCodeWhen InCodeWhen { get; init; }

    /// <summary>Why a rule with a source form offers no code fix; null when it offers one.</summary>
    public string? NoFixBecause { get; init; }

    /// <summary>Verbs of samples/Hangs in which the run-time face must be found.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Why a rule with a run-time face has no scenario; null when it has one.</summary>
    public string? NoScenarioBecause { get; init; }

    /// <summary>Exit code of <c>diagnose</c> when this is the most severe finding; null when a finding sets none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// Place in the order of findings: lower is reported first. A deadlock explains a starved pool, which explains
    /// blocked threads, so causes have lower numbers than consequences.
    /// </summary>
    public int Rank { get; init; } = 100;

    public Faces Faces =>
        (InCode is null ? 0 : Faces.Code) | (AtRunTime is null ? 0 : Faces.RunTime);

    public string HelpLink => Rules.HelpLinkBase + Id + ".md";
}
