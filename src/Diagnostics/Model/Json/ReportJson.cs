using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Unravel.Diagnostics.Model.Json;

/// <summary>Writes and reads the document of docs/schema, with code made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static void Write(Stream output, ReportDocument document) =>
        JsonSerializer.Serialize(output, document, Default.ReportDocument);

    /// <exception cref="JsonException">It is no such document.</exception>
    public static ValueTask<ReportDocument?> ReadAsync(Stream input, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsync(input, (JsonTypeInfo<ReportDocument>)Reading().GetTypeInfo(typeof(ReportDocument)), cancellation);

    /// <summary>A field that a document leaves out has the value that a new record has.</summary>
    public static JsonSerializerOptions Reading() => new(Default.Options)
    {
        TypeInfoResolver = ((IJsonTypeInfoResolver)Default).WithAddedModifier(MissingFields.Mend),
    };
}
