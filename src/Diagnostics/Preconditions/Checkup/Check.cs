namespace Unravel.Diagnostics.Preconditions.Checkup;

internal enum CheckAnswer
{
    Good,

    /// <summary>It stands in the way of the best way to look.</summary>
    Bad,

    /// <summary>It stands in the way of some way, or must be known.</summary>
    Mind,
}

/// <summary>One precondition: what was found, and what to set where it is not as it should be.</summary>
/// <param name="Name">One or two words.</param>
/// <param name="Text">What was found, a sentence.</param>
internal sealed record Check(string Name, CheckAnswer Answer, string Text)
{
    /// <summary>What to set; null where nothing needs to be.</summary>
    public Remedy? Remedy { get; init; }

    public static Check Good(string name, string text) => new(name, CheckAnswer.Good, text);

    public static Check Bad(string name, string text, Remedy? remedy) => new(name, CheckAnswer.Bad, text) { Remedy = remedy };

    public static Check Mind(string name, string text, Remedy? remedy = null) => new(name, CheckAnswer.Mind, text) { Remedy = remedy };
}

/// <summary>The setting that helps, for each place where a process may run; null where there is none.</summary>
internal sealed record Remedy(string? Shell, string? Docker, string? Kubernetes);
