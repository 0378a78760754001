using Spectre.Console;
using Spectre.Console.Rendering;
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

    /// <summary>A line that keeps its spaces: code.</summary>
    public void Verbatim(int indent, string text, Style style) =>
        console.WriteLine(text.Length == 0 ? "" : new string(' ', indent * IndentWidth) + TerminalText.Escape(text), style);

    /// <summary>One line; where the console is narrower, it goes on below, one step further in.</summary>
    public void Write(int indent, params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        var line = new WrappedLine(console.Profile.Width, indent * IndentWidth, (indent + 1) * IndentWidth);
        foreach (var (text, style) in parts)
        {
            line.Append(TerminalText.Escape(text), style);
        }

        console.Write(line);
    }
}
