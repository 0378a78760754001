using System.Text.Json.Serialization;

namespace Unravel.Diagnostics.Rendering.Sarif;

/// <summary>The part of SARIF 2.1.0 that a report needs; names and meanings are those of the OASIS standard.</summary>
internal sealed record SarifLog(
    [property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

internal sealed record SarifRun(SarifTool Tool, IReadOnlyList<SarifInvocation> Invocations, IReadOnlyList<SarifResult> Results)
{
    public IReadOnlyDictionary<string, SarifArtifactLocation>? OriginalUriBaseIds { get; init; }

    public string ColumnKind { get; init; } = "utf16CodeUnits";
}

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string Version, string InformationUri, IReadOnlyList<SarifRule> Rules);

internal sealed record SarifRule(string Id, string Name, SarifMessage ShortDescription, SarifMessage FullDescription, SarifMessage Help, string HelpUri)
{
    public required SarifConfiguration DefaultConfiguration { get; init; }

    public required SarifRuleProperties Properties { get; init; }
}

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifRuleProperties(IReadOnlyList<string> Tags);

internal sealed record SarifMessage(string Text)
{
    public string? Markdown { get; init; }
}

internal sealed record SarifInvocation(bool ExecutionSuccessful, DateTimeOffset EndTimeUtc, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

internal sealed record SarifNotification(string Level, SarifMessage Message)
{
    public SarifRuleReference? AssociatedRule { get; init; }
}

internal sealed record SarifRuleReference(string Id, int Index);

internal sealed record SarifResult(string RuleId, int RuleIndex, string Level, SarifMessage Message)
{
    public IReadOnlyList<SarifLocation>? Locations { get; init; }

    public IReadOnlyList<SarifLocation>? RelatedLocations { get; init; }

    public IReadOnlyList<SarifCodeFlow>? CodeFlows { get; init; }

    public IReadOnlyList<SarifStack>? Stacks { get; init; }

    public required IReadOnlyDictionary<string, string> PartialFingerprints { get; init; }

    public required SarifResultProperties Properties { get; init; }
}

internal sealed record SarifResultProperties(string Certainty, string? InferredFrom);

internal sealed record SarifLocation
{
    public int? Id { get; init; }

    public SarifPhysicalLocation? PhysicalLocation { get; init; }

    public IReadOnlyList<SarifLogicalLocation>? LogicalLocations { get; init; }

    public SarifMessage? Message { get; init; }
}

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifactLocation(string Uri)
{
    public string? UriBaseId { get; init; }
}

internal sealed record SarifRegion(int StartLine);

internal sealed record SarifLogicalLocation(string FullyQualifiedName, string Kind);

internal sealed record SarifCodeFlow(SarifMessage Message, IReadOnlyList<SarifThreadFlow> ThreadFlows);

internal sealed record SarifThreadFlow(string Id, SarifMessage Message, IReadOnlyList<SarifThreadFlowLocation> Locations);

internal sealed record SarifThreadFlowLocation(SarifLocation Location, int ExecutionOrder, string Importance);

internal sealed record SarifStack(SarifMessage Message, IReadOnlyList<SarifFrame> Frames);

internal sealed record SarifFrame(SarifLocation Location)
{
    public string? Module { get; init; }

    public int? ThreadId { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
