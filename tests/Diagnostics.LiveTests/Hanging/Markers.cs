using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.LiveTests.Hanging;

/// <summary>Lines of a source that carry a comment <c>// marker: name</c>. They move with the code; numbers do not.</summary>
internal static partial class Markers
{
    /// <summary>Line numbers, from 1, by marker.</summary>
    public static IReadOnlyDictionary<string, int> In(string path)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (Marker.Match(line) is { Success: true } match)
            {
                found.Add(match.Groups[1].Value, number);
            }
        }

        return found;
    }

    [GeneratedRegex(@"// marker: ([a-z-]+)\s*$")]
    private static partial Regex Marker { get; }
}
