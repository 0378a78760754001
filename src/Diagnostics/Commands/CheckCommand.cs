using System.CommandLine;
using Unravel.Diagnostics.Launching.Checking;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>check</c>: runs a command, and says what hangs when it stops making progress.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(60);

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var line = new Argument<string[]>("command")
        {
            Description = "The command and its arguments, after --",
            Arity = ArgumentArity.OneOrMore,
        };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "How long a process may do next to nothing before it is looked at: 60s, 5m [default: 60s]",
            HelpName = "time",
            CustomParser = result => Durations.AboveZero(result),
        };
        var longest = new Option<TimeSpan?>("--longest")
        {
            HelpName = "time",
            Description = "When the command as a whole is looked at, busy or not: 20m",
            CustomParser = result => Durations.AboveZero(result),
        };
        var end = new Option<bool>("--end") { Description = "End the command and all it started when it is stuck" };
        var folder = new Option<DirectoryInfo>("--artifacts")
        {
            HelpName = "folder",
            Description = "Folder for the report of a stuck process",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        };
        var command = new Command("check", "Run a command such as 'dotnet test', and say what hangs when it stops making progress")
        {
            line, timeout, longest, end, folder,
        };
        command.Run(consoles, (parsed, cancellation) =>
        {
            var acquisition = new LiveAcquisition(processes, new LookOptions());
            var check = new CommandCheck(
                acquisition, processes, consoles, parsed.GetValue(timeout) ?? s_defaultTimeout, parsed.GetValue(longest), parsed.GetValue(end), parsed.GetValue(folder)!);
            return check.RunAsync(parsed.GetValue(line)!, cancellation);
        });
        return command;
    }
}
