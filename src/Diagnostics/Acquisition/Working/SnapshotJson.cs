using System.Text.Json.Serialization;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>Serialisers made at compile time: nothing to reflect over when the tool starts.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(ColumnOfAddresses), typeof(ColumnOfNumbers), typeof(ColumnOfStates)])]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerAnswer))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
