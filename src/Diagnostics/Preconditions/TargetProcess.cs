using System.Globalization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// What a verb looks at: a live process, or a dump or snapshot file. One argument for every verb: a number is a process
/// id, an existing file is a file, anything else is the name of a process.
/// </summary>
internal sealed record TargetProcess
{
    private TargetProcess()
    {
    }

    public ProcessInfo? Process { get; private init; }

    /// <summary>Path of a dump or a snapshot.</summary>
    public string? File { get; private init; }

    /// <param name="argument">The argument, read as above.</param>
    /// <param name="id">The value of <c>--process-id</c>.</param>
    /// <param name="name">The value of <c>--name</c>.</param>
    /// <returns>The target; null when none was named at all.</returns>
    /// <exception cref="ToolException">It is named twice, does not exist, or the name fits several.</exception>
    public static TargetProcess? Resolve(string? argument, int? id, string? name, DotNetProcesses processes)
    {
        if ((argument is null ? 0 : 1) + (id is null ? 0 : 1) + (name is null ? 0 : 1) > 1)
        {
            throw new ToolException(
                "The target is named more than once; use the argument, --process-id or --name.", ToolException.Usage);
        }

        return (argument, id, name) switch
        {
            (null, null, null) => null,
            (_, { } number, _) => ById(number, processes),
            (_, _, { } called) => ByName(called, processes),
            ({ } text, _, _) when IsNumber(text) => ById(Number(text), processes),
            ({ } text, _, _) when System.IO.File.Exists(text) => new TargetProcess { File = text },
            ({ } text, _, _) => ByName(text, processes),
        };
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ToolException($"'{text}' is larger than any process id.", ToolException.Usage);

    private static TargetProcess ById(int id, DotNetProcesses processes) =>
        id > 0
            ? new TargetProcess { Process = processes.Get(id) }
            : throw new ToolException($"A process id is a positive number, not {id}.", ToolException.Usage);

    private static TargetProcess ByName(string name, DotNetProcesses processes)
    {
        var all = processes.All();
        var fitting = all.Where(process => process.Name == name).ToList();
        if (fitting.Count == 0)
        {
            fitting = [.. all.Where(process => string.Equals(process.Name, name, StringComparison.OrdinalIgnoreCase))];
        }

        return fitting switch
        {
            [var process] => new TargetProcess { Process = process },
            [] => throw new ToolException(
                $"There is neither a file nor a .NET process called '{TerminalText.Escape(name)}'; 'dotnet unravel ps' lists the processes.",
                ToolException.CouldNotLook),
            _ => throw new ToolException(
                $"{fitting.Count} processes are called '{TerminalText.Escape(name)}'; give the id of one:"
                + string.Concat(fitting.Select(process => $"{Environment.NewLine}  {process.Id}  {process.CommandLine}")),
                ToolException.Usage),
        };
    }
}
