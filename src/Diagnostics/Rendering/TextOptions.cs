namespace Unravel.Diagnostics.Rendering;

/// <summary>How much the text report shows.</summary>
/// <param name="Verbose">Every thread, every frame, full paths.</param>
internal sealed record TextOptions(bool Verbose = false)
{
    /// <summary>Findings of one rule.</summary>
    public int MaxFindings => Verbose ? int.MaxValue : 3;

    /// <summary>Lines of evidence of all findings of one rule: a verdict is to fit one screen.</summary>
    public int MaxEvidence => Verbose ? int.MaxValue : 12;

    public int MaxThreadGroups => Verbose ? int.MaxValue : 12;

    public int MaxFrames => Verbose ? int.MaxValue : 8;

    public int MaxChains => Verbose ? int.MaxValue : 8;

    public int MaxSteps => Verbose ? int.MaxValue : 8;
}
