using System.CommandLine;

namespace Unravel.Diagnostics.Commands;

/// <summary>Reads the command line as users type it: the tool by its command, and a target without a verb.</summary>
internal static class CommandNames
{
    private const string Typed = "dotnet unravel";

    /// <param name="withoutVerb">The verb that is meant when none is given.</param>
    public static async Task<int> InvokeAsync(RootCommand root, Command withoutVerb, string[] args)
    {
        // Only help, version and usage errors are written here; the commands have consoles of their own.
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = errors };
        var exitCode = await root.Parse(WithVerb(root, withoutVerb, args)).InvokeAsync(configuration).ConfigureAwait(false);
        Console.Out.Write(AsTyped(output));
        Console.Error.Write(AsTyped(errors));
        return exitCode;
    }

    /// <summary>A command line that begins with neither a verb nor an option of the tool itself is that of <paramref name="withoutVerb"/>.</summary>
    public static string[] WithVerb(RootCommand root, Command withoutVerb, string[] args) =>
        args is [var first, ..]
        && !first.StartsWith('[') // a directive, as shells use for completion
        && !root.Subcommands.Any(verb => verb.Name == first || verb.Aliases.Contains(first))
        && !root.Options.Any(option => option.Name == first || option.Aliases.Contains(first))
            ? [withoutVerb.Name, .. args]
            : args;

    private static string AsTyped(StringWriter text) =>
        text.ToString().Replace(RootCommand.ExecutableName, Typed, StringComparison.Ordinal);
}
