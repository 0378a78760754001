namespace Unravel.Diagnostics.Model;

/// <summary>What a thread did between two looks at the process.</summary>
/// <param name="Elapsed">Time between the looks.</param>
/// <param name="Busy">How much of it the thread ran or wanted to run.</param>
/// <param name="Common">How many methods of the program, from the outermost on, its stack had in common at both looks.</param>
/// <param name="SameLines">It stood in the same methods at the same lines.</param>
internal sealed record Progress(TimeSpan Elapsed, TimeSpan Busy, int Common, bool SameLines)
{
    /// <summary>It stood in the same system call with the same arguments at both looks.</summary>
    public bool SameCall { get; init; }
}
