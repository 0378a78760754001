using System.Globalization;
using System.Text;

namespace Unravel.Diagnostics.Model;

/// <summary>
/// Text from another process on its way to a terminal. A command line or a thread name may hold escape sequences, line
/// breaks or marks that turn the reading direction: none of them may act here.
/// </summary>
internal static class TerminalText
{
    public static string Escape(string text)
    {
        if (!text.Any(IsActive))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => safe.Append("\\n"),
                '\r' => safe.Append("\\r"),
                '\t' => safe.Append("\\t"),
                _ when IsActive(character) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => safe.Append(character),
            };
        }

        return safe.ToString();
    }

    private static bool IsActive(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
