namespace Unravel.Diagnostics.Model;

/// <summary>A method that takes a semaphore and does not give it back on every way out of it, by its code.</summary>
/// <param name="Method">As C# writes it.</param>
/// <param name="How">On which way, as a fragment: <c>returns early</c>.</param>
internal sealed record LeakSuspect(string Method, string How)
{
    /// <summary>The line that takes it; null when it is not known.</summary>
    public SourceLine? TakenAt { get; init; }
}
