using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Tests.Rendering;

/// <summary>The text report as it comes out of a real console of a given width.</summary>
internal static class Written
{
    public static string Text(Report report, int width = 120, bool verbose = false, AnsiSupport ansi = AnsiSupport.No)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = ansi == AnsiSupport.Yes ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        TextReport.Write(console, report, new TextOptions(verbose));
        return writer.ToString().ReplaceLineEndings("\n");
    }

    public static string[] Lines(Report report, int width = 120, bool verbose = false) => Text(report, width, verbose).TrimEnd('\n').Split('\n');
}
