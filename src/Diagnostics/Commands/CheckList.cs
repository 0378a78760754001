using Spectre.Console;
using Unravel.Diagnostics.Preconditions.Checkup;

namespace Unravel.Diagnostics.Commands;

/// <summary>The checks of <c>doctor</c>: a line each, and the settings below those that need one.</summary>
internal static class CheckList
{
    private const int NameWidth = 20;

    public static void Write(IReadOnlyList<Check> checks, IAnsiConsole output)
    {
        foreach (var check in checks)
        {
            var (mark, colour) = check.Answer switch
            {
                CheckAnswer.Good => ("ok   ", Color.Green),
                CheckAnswer.Bad => ("no   ", Color.Red),
                _ => ("mind ", Color.Yellow),
            };
            output.Write(mark, new Style(colour));
            output.WriteLine($"{check.Name.PadRight(NameWidth)}{check.Text}");
            if (check.Remedy is { } remedy)
            {
                Write(output, "shell", remedy.Shell);
                Write(output, "Docker", remedy.Docker);
                Write(output, "Kubernetes", remedy.Kubernetes);
            }
        }
    }

    private static void Write(IAnsiConsole output, string where, string? setting)
    {
        if (setting is not null)
        {
            output.WriteLine($"{new string(' ', NameWidth + 5)}{where + ":",-12}{setting}");
        }
    }
}
