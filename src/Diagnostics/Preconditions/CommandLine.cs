using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>The command line of a process, and the name a person would call it by.</summary>
internal static class CommandLine
{
    /// <summary>Options of the host that take a value: <c>dotnet [options] app.dll</c>.</summary>
    private static readonly HashSet<string> s_optionsWithValue = new(StringComparer.Ordinal)
    {
        "--additionalprobingpath", "--additional-deps", "--depsfile", "--fx-version", "--roll-forward", "--runtimeconfig",
    };

    /// <summary>The arguments in a <c>/proc/pid/cmdline</c>, which ends each with a zero.</summary>
    public static IReadOnlyList<string> Split(string? text) =>
        string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\0').Split('\0');

    /// <summary>On one line, safe for a terminal; arguments with spaces in quotes.</summary>
    public static string Show(IReadOnlyList<string> arguments) =>
        string.Join(' ', arguments.Select(argument =>
            TerminalText.Escape(argument.Length == 0 || argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument)));

    /// <summary>
    /// <c>dotnet app.dll</c> is <c>app</c>, anything else the file name of its executable.
    /// </summary>
    public static string Name(IReadOnlyList<string> arguments, string? executable, string command)
    {
        var file = Path.GetFileName(executable?.Replace(" (deleted)", "", StringComparison.Ordinal));
        if (string.IsNullOrEmpty(file))
        {
            file = arguments is [{ Length: > 0 } first, ..] ? Path.GetFileName(first) : command;
        }

        return TerminalText.Escape(file == "dotnet" && Assembly(arguments) is { } assembly
            ? Path.GetFileNameWithoutExtension(assembly)
            : file);
    }

    public static bool IsDotNetHost(IReadOnlyList<string> arguments, string? executable) =>
        Path.GetFileName(executable ?? (arguments.Count > 0 ? arguments[0] : null)) == "dotnet";

    private static string? Assembly(IReadOnlyList<string> arguments)
    {
        for (var i = 1; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (s_optionsWithValue.Contains(argument))
            {
                i++;
            }
            else if (argument != "exec" && !argument.StartsWith('-'))
            {
                return argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                    || argument.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
                        ? argument
                        : null;
            }
        }

        return null;
    }
}
