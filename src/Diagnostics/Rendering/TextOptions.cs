namespace Unravel.Diagnostics.Rendering;

/// <summary>How much the text report shows.</summary>
/// <param name="Verbose">Every thread, every frame, full paths.</param>
internal sealed record TextOptions(bool Verbose = false)
{
    public int MaxThreadGroups => Verbose ? int.MaxValue : 12;

    public int MaxFrames => Verbose ? int.MaxValue : 8;

    public int MaxChains => Verbose ? int.MaxValue : 8;

    public int MaxSteps => Verbose ? int.MaxValue : 8;
}
