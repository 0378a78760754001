using System.CommandLine.Parsing;
using System.Globalization;

namespace Unravel.Diagnostics.Commands;

/// <summary>Times on the command line: <c>500ms</c>, <c>2s</c>, <c>1m</c>; a bare number is seconds.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (TryParse(text) is { } time)
        {
            return time;
        }

        result.AddError($"'{text}' is no time; write 500ms, 2s or 1m, up to a day.");
        return default;
    }

    internal static TimeSpan? TryParse(string text)
    {
        var (unit, seconds) = s_units.First(known => text.EndsWith(known.Unit, StringComparison.Ordinal));
        return double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds <= 86_400
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }
}
