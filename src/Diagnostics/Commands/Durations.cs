using System.CommandLine.Parsing;
using System.Globalization;

namespace Unravel.Diagnostics.Commands;

/// <summary>Times on the command line: <c>500ms</c>, <c>2s</c>, <c>1m</c>; a bare number is seconds.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (TryParse(text) is { } time)
        {
            return time;
        }

        result.AddError($"'{text}' is no time; write 500ms, 2s or 1m, up to a day.");
        return null;
    }

    /// <summary>The same where nothing would make no sense.</summary>
    public static TimeSpan AboveZero(ArgumentResult result)
    {
        var time = Parse(result);
        if (time == TimeSpan.Zero)
        {
            result.AddError($"'{result.Tokens[0].Value}' is too short a time here.");
        }

        return time ?? TimeSpan.Zero;
    }

    /// <summary>A pause of a target: at most ten minutes, and a bare number is milliseconds.</summary>
    public static TimeSpan? Pause(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        var time = TryParse(text is [.., >= '0' and <= '9'] ? text + "ms" : text);
        if (time is { TotalMilliseconds: >= 1 and <= 600_000 })
        {
            return time;
        }

        result.AddError($"'{text}' is no time for a pause; write milliseconds, 500ms or 2s, from 1ms to 10m.");
        return null;
    }

    internal static TimeSpan? TryParse(string text)
    {
        var (unit, seconds) = s_units.First(known => text.EndsWith(known.Unit, StringComparison.Ordinal));
        return double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds <= 86_400
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }
}
