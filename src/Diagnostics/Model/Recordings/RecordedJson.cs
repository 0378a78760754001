using System.Text.Json.Serialization;

namespace Unravel.Diagnostics.Model.Recordings;

/// <summary>A recording as a document of its own; times are as .NET writes them, <c>00:00:01.5</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, WriteIndented = true)]
[JsonSerializable(typeof(RecordedDocument))]
internal sealed partial class RecordedJson : JsonSerializerContext;

/// <summary>What <c>record</c> writes as JSON, for which docs/schema is the contract.</summary>
/// <param name="SchemaVersion">Major and minor version of this schema.</param>
/// <param name="Approach">What limits the process, as a sentence.</param>
internal sealed record RecordedDocument(string SchemaVersion, string Approach, Recorded Recording)
{
    public const string CurrentVersion = "1.0";

    public static RecordedDocument Of(Recorded recorded) => new(CurrentVersion, Recordings.Approach.Of(recorded), recorded);
}
