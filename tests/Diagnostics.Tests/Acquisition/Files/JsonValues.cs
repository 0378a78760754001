using System.Text;
using System.Text.Json;

namespace Unravel.Diagnostics.Tests.Acquisition.Files;

/// <summary>Where the values of a JSON text stand.</summary>
internal static class JsonValues
{
    public static IReadOnlyList<(int Start, int Length)> In(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(json.Length, bytes.Length);
        var values = new List<(int, int)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var start = open.Pop();
                    values.Add((start, (int)reader.BytesConsumed - start));
                    break;
                case JsonTokenType.PropertyName:
                    break;
                default:
                    values.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        }

        return values;
    }
}
