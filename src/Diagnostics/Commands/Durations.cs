using System.CommandLine.Parsing;
using System.Globalization;

namespace Unravel.Diagnostics.Commands;

/// <summary>Durations as people type them: <c>500ms</c>, <c>60s</c>, <c>1.5m</c>, <c>1h</c>; a bare number is seconds.</summary>
internal static class Durations
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    // The longer unit first: "ms" ends with "s".
    private static readonly (string Unit, TimeSpan Length)[] s_units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("", TimeSpan.FromSeconds(1)),
    ];

    /// <returns>False for what is no duration, is not above zero, or is longer than a week.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var (unit, length) = Array.Find(s_units, entry => text.EndsWith(entry.Unit, StringComparison.Ordinal));
        if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number <= 0
            || number * length.TotalSeconds > s_longest.TotalSeconds)
        {
            return false;
        }

        duration = number * length;
        return true;
    }

    /// <summary>Reads the value of an option; what is no duration becomes an error of the command line.</summary>
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{text}' is no duration; write a number and a unit, such as 500ms, 60s, 5m or 1h.");
        return default;
    }
}
