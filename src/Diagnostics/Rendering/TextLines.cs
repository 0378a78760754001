using Spectre.Console;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>Writes indented lines of styled text. All text is made safe for a terminal on its way.</summary>
internal sealed class TextLines(IAnsiConsole console)
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style Doubtful = new(Color.Yellow);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Place = new(Color.Teal);
    public static readonly Style Faint = new(Color.Grey);

    private const int IndentWidth = 2;

    public void Blank() => console.WriteLine();

    public void Write(int indent, string text, Style? style = null) => Write(indent, (text, style ?? Plain));

    /// <summary>One line; where the console is narrower, it goes on below, one step further in.</summary>
    public void Write(int indent, params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new Paragraph();
        var column = 0;
        foreach (var (text, style) in parts)
        {
            column = Append(line, TerminalText.Escape(text), style, column, console.Profile.Width - (indent * IndentWidth));
        }

        if (indent == 0)
        {
            console.Write(line);
        }
        else
        {
            console.Write(new Padder(line).Padding(indent * IndentWidth, 0, 0, 0));
        }

        if (indent == 0)
        {
            console.WriteLine();
        }
    }

    /// <summary>Breaks between words; what goes on below stands further in, so that it is not taken for a line of its own.</summary>
    /// <returns>The column in which the next part begins.</returns>
    private static int Append(Paragraph line, string text, Style style, int column, int width)
    {
        for (var at = 0; at < text.Length;)
        {
            var isSpace = text[at] == ' ';
            var end = at + 1;
            while (end < text.Length && text[end] == ' ' == isSpace)
            {
                end++;
            }

            if (!isSpace && column > IndentWidth && column + end - at > width)
            {
                line.Append("\n" + new string(' ', IndentWidth), style);
                column = IndentWidth;
            }

            // A space at the end of a full line would begin the next one.
            if (!isSpace || column + end - at < width)
            {
                line.Append(text[at..end], style);
                column += end - at;
            }

            at = end;
        }

        return column;
    }
}
