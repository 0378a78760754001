using System.CommandLine;
using Spectre.Console;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>ps</c>: which .NET processes there are, and which can be looked at.</summary>
internal static class PsCommand
{
    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var command = new Command("ps", "List the .NET processes, and whether each can be attached to");
        command.Run(consoles, (_, _) => Task.FromResult(List(consoles, processes())));
        return command;
    }

    /// <summary>Also what the tool does when it is called without arguments.</summary>
    public static int List(Consoles consoles, DotNetProcesses processes)
    {
        var all = processes.All();
        if (all.Count == 0)
        {
            consoles.Output.WriteLine("No .NET process is running. 'dotnet unravel demo' starts one that hangs, and looks at it.");
            return ExitCodes.Done;
        }

        ProcessTable.Write(all, consoles.Output);
        if (all.FirstOrDefault(process => process.Attach.MayTry) is { } first)
        {
            consoles.Progress.WriteLine();
            consoles.Progress.WriteLine($"To look at one: dotnet unravel {first.Id}");
        }

        return ExitCodes.Done;
    }
}
