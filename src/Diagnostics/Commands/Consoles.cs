using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary>The two consoles of a command: results, and what is said meanwhile.</summary>
internal sealed record Consoles(IAnsiConsole Output, IAnsiConsole Progress)
{
    /// <summary>Wide enough for any line: what goes into a file or a pipe is not cut.</summary>
    private const int Unlimited = 100_000;

    /// <summary>Standard output for what is no text for a console: JSON of any length, as bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Standard output and standard error. Colours are off where they are redirected or NO_COLOR is set.</summary>
    public static Consoles Standard() => new(
        Create(Console.Out, Console.IsOutputRedirected),
        Create(Console.Error, Console.IsErrorRedirected));

    /// <summary>A console without colours and without an edge: a file.</summary>
    public static IAnsiConsole ForFile(TextWriter writer) => Create(writer, redirected: true);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = Unlimited;
        }

        return console;
    }
}
