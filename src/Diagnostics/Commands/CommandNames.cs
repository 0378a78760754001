using System.CommandLine;
using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.Commands;

/// <summary>Runs a command line so that help and errors name the tool as users type it, not as its file is called.</summary>
internal static partial class CommandNames
{
    private const string Typed = "dotnet unravel";

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        // Only help, version and usage errors are written here; the commands have consoles of their own.
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = errors };
        var exitCode = await root.Parse(args).InvokeAsync(configuration).ConfigureAwait(false);
        Console.Out.Write(AsTyped(output));
        Console.Error.Write(AsTyped(errors));
        return exitCode;
    }

    private static string AsTyped(StringWriter text) =>
        TargetBeforeVerb().Replace(text.ToString().Replace(RootCommand.ExecutableName, Typed, StringComparison.Ordinal), Typed + " ");

    /// <summary>The usage of a verb lists the arguments of the tool too, but a target before a verb makes no sense.</summary>
    [GeneratedRegex(Typed + @" \[<target>\] (?=[a-z])")]
    private static partial Regex TargetBeforeVerb();
}
