using System.CommandLine;
using Spectre.Console;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Preconditions.Checkup;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>doctor</c>: checks every precondition of a look, and prints the setting that fixes it.</summary>
internal static class DoctorCommand
{
    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var command = new Command("doctor", "Check everything that a look needs, and print the setting that fixes what is missing");
        var target = new Argument<string?>("target") { Description = "Id or name of a .NET process; without it only what holds for all", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(target);
        command.Run(consoles, (parsed, _) => Task.FromResult(Check(parsed.GetValue(target), consoles.Output, processes())));
        return command;
    }

    private static int Check(string? target, IAnsiConsole output, DotNetProcesses processes)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new ToolException("The doctor knows Linux only: elsewhere a process can be looked at that belongs to this user, and was not started with DOTNET_EnableDiagnostics=0.", ExitCodes.CouldNotLook);
        }

        var proc = new ProcFolder();
        var found = TargetProcess.Resolve(target, null, null, processes);
        if (found?.File is { } file)
        {
            throw new ToolException($"'{file}' is a file; the doctor looks at processes.", ExitCodes.Usage);
        }

        var checks = new MachineCheckup(proc, new UserNames(), KernelProbe.Ask()).Run().ToList();
        if (found?.Process is { } process)
        {
            checks.AddRange(new TargetCheckup(proc, processes).Run(process.Id));
            checks.Add(LibraryCheckup.Run(process.Id));
            CheckList.Write(checks, output);
            return WriteWays(process, output);
        }

        CheckList.Write(checks, output);
        return checks.Exists(check => check.Answer == CheckAnswer.Bad) ? ExitCodes.PartlyChecked : ExitCodes.Done;
    }

    private static int WriteWays(ProcessInfo process, IAnsiConsole output)
    {
        if (process.Attach.Obstacle is AttachObstacle.NotDotNet or AttachObstacle.Ended)
        {
            return ExitCodes.CouldNotLook;
        }

        var ways = Ladder.Of(process, Environment.IsPrivilegedProcess);
        output.WriteLine();
        output.WriteLine($"Ways that should work, best first: {string.Join(", ", ways.Where(way => way.NotBecause is null).Select(way => way.Mode.ToString().ToLowerInvariant()))}.");
        return ways.First(way => way.NotBecause is null).Mode switch
        {
            LookMode.Freeze => ExitCodes.Done,
            LookMode.Proc => ExitCodes.CouldNotLook,
            _ => ExitCodes.PartlyChecked,
        };
    }
}
