using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>
/// A column of a table on its way from the worker to the tool: its bytes, in pieces. A million numbers as digits would take
/// longer to write and read than all the rest of a look. Both ends are one program on one machine.
/// </summary>
internal abstract class Column<T> : JsonConverter<ImmutableArray<T>>
    where T : unmanaged
{
    /// <summary>Far below what a JSON string may hold.</summary>
    private const int PieceBytes = 32 << 20;

    public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var pieces = new List<byte[]>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A column begins with its first piece.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            pieces.Add(reader.GetBytesFromBase64());
        }

        var bytes = pieces.Sum(piece => (long)piece.Length);
        if (reader.TokenType != JsonTokenType.EndArray || bytes % Unsafe.SizeOf<T>() != 0)
        {
            throw new JsonException("A column is cut.");
        }

        var column = new T[bytes / Unsafe.SizeOf<T>()];
        var left = MemoryMarshal.AsBytes(column.AsSpan());
        foreach (var piece in pieces)
        {
            piece.CopyTo(left);
            left = left[piece.Length..];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(column);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var left = MemoryMarshal.AsBytes(value.AsSpan()); !left.IsEmpty; left = left[Math.Min(PieceBytes, left.Length)..])
        {
            writer.WriteBase64StringValue(left[..Math.Min(PieceBytes, left.Length)]);
        }

        writer.WriteEndArray();
    }
}

internal sealed class ColumnOfAddresses : Column<ulong>;

internal sealed class ColumnOfNumbers : Column<int>;

internal sealed class ColumnOfStates : Column<TaskStatusFlags>;
