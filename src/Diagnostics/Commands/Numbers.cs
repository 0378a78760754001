using System.CommandLine.Parsing;
using System.Globalization;

namespace Unravel.Diagnostics.Commands;

/// <summary>Whole numbers on the command line.</summary>
internal static class Numbers
{
    /// <summary>Null, with an error that says what may be written, for anything else.</summary>
    public static int? Between(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"'{text}' is no whole number between {least} and {most}.");
        return null;
    }
}
