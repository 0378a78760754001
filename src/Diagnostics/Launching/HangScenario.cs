using System.Text.Json.Serialization;

namespace Unravel.Diagnostics.Launching;

/// <summary>One way to hang, and what must be said about it: a row of scenarios.json.</summary>
internal sealed record HangScenario
{
    public required string Verb { get; init; }

    /// <summary>The rule that must be found; null when nothing may be found.</summary>
    public string? Rule { get; init; }

    /// <summary>Further rules that must be found.</summary>
    public IReadOnlyList<string> AlsoRules { get; init; } = [];

    public required string Title { get; init; }

    /// <summary>The source file, below the project's folder.</summary>
    public required string Source { get; init; }

    /// <summary>Threads, lock fields and methods that the evidence must name.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Threads that have no part in the fault, even where they queue behind it.</summary>
    public IReadOnlyList<string> Bystanders { get; init; } = [];

    /// <summary>Marker comments in the source whose lines the evidence must name.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Target frameworks that have what the scenario needs.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    public bool Healthy { get; init; }

    /// <summary>Every rule that must be found.</summary>
    [JsonIgnore]
    public IEnumerable<string> Rules => Rule is null ? AlsoRules : AlsoRules.Prepend(Rule);
}

internal sealed record HangScenarioFile(IReadOnlyList<HangScenario> Scenarios);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HangScenarioFile))]
internal sealed partial class HangScenarioJson : JsonSerializerContext;
