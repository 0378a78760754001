using System.Text.RegularExpressions;
using Spectre.Console;

namespace Unravel.Diagnostics.Rendering;

/// <summary>
/// A page of docs/rules on a terminal: headings stand out, code keeps its shape, paragraphs are filled. It knows what those
/// pages use and shows everything else as it is written.
/// </summary>
internal static partial class MarkdownPage
{
    private static readonly Style s_code = new(Color.Teal);

    public static void Write(IAnsiConsole console, string markdown)
    {
        var lines = new TextLines(console);
        var isCode = false;
        var paragraph = new List<string>();
        foreach (var line in Comment().Replace(markdown, "").ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                End();
                isCode = !isCode;
            }
            else if (isCode)
            {
                lines.Verbatim(2, line, s_code);
            }
            else if (line.Length == 0)
            {
                End();
                lines.Blank();
            }
            else if (line.TrimStart('#') is var heading && heading.Length < line.Length && heading.StartsWith(' '))
            {
                End();
                lines.Write(0, Plain(heading[1..]), TextLines.Strong);
            }
            else if (line.StartsWith('|'))
            {
                End();
                WriteRow(lines, line);
            }
            else
            {
                if (line.StartsWith("- ", StringComparison.Ordinal) || Number().IsMatch(line))
                {
                    End();
                }

                paragraph.Add(line.Trim());
            }
        }

        End();

        void End()
        {
            if (paragraph.Count > 0)
            {
                lines.Write(paragraph[0].StartsWith("- ", StringComparison.Ordinal) ? 1 : 0, Spans(string.Join(' ', paragraph)));
                paragraph.Clear();
            }
        }
    }

    private static void WriteRow(TextLines lines, string line)
    {
        var cells = line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);
        if (cells.All(cell => cell.Trim('-', ':').Length == 0))
        {
            return; // the line below the heading, or an empty heading
        }

        lines.Write(1, [($"{Plain(cells[0])}: ", TextLines.Faint), .. Spans(string.Join("  ", cells.Skip(1)))]);
    }

    /// <summary>Text with its code spans told apart, and links by their words.</summary>
    private static (string, Style)[] Spans(string text)
    {
        var parts = Link().Replace(text, "$1").Split('`');
        return [.. parts.Select((part, index) => (part.Replace("**", "", StringComparison.Ordinal), index % 2 == 1 ? s_code : TextLines.Plain))];
    }

    private static string Plain(string text) => Link().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex("<!--.*?-->\n?", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Number();
}
