using System.CommandLine;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>diagnose</c>: what the tool is for.</summary>
internal static class DiagnoseCommand
{
    private const int DefaultMaxPauseMilliseconds = 2000;

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var command = new Command("diagnose", "Say what a process is stuck on, at which line, and how sure that is");
        var target = new Argument<string?>("target")
        {
            Description = "Id or name of a .NET process, or a dump file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var id = new Option<int?>("--process-id", "-p") { Description = "Id of the process" };
        var name = new Option<string?>("--name", "-n") { Description = "Name of the process; it must be the only one of that name" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every thread, every frame and full paths" };
        var maxPause = new Option<int>("--max-pause")
        {
            Description = "The longest that the process may stand still, in milliseconds",
            DefaultValueFactory = _ => DefaultMaxPauseMilliseconds,
        };
        var deep = new Option<bool>("--deep") { Description = "Go through large heaps too, to find waits that nothing can end" };
        var mode = new Option<LookMode>("--mode")
        {
            Description = "How to look: freeze (stop, copy, release), passive (no stop), dump, events (stacks only), proc (kernel only), or the best that works",
            DefaultValueFactory = _ => LookMode.Auto,
        };
        var dumpFolder = new Option<string?>("--dump-folder") { Description = "Where a dump is written, as the process sees it; its folder for temporary files by default" };
        var keepDump = new Option<bool>("--keep-dump") { Description = "Leave the dump there; otherwise it is removed once it is read" };
        mode.AcceptOnlyFromAmong([.. Enum.GetNames<LookMode>().Select(name => name.ToLowerInvariant())]);
        maxPause.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is <= 0 or > 600_000)
            {
                result.AddError("--max-pause is a number of milliseconds between 1 and 600000.");
            }
        });
        command.Arguments.Add(target);
        foreach (var option in new Option[] { id, name, verbose, mode, maxPause, deep, dumpFolder, keepDump })
        {
            command.Options.Add(option);
        }

        command.Run(consoles, async (parsed, cancellation) =>
        {
            var found = TargetProcess.Resolve(parsed.GetValue(target), parsed.GetValue(id), parsed.GetValue(name), processes())
                ?? throw new ToolException("Which process? Give its id or name; 'dotnet unravel ps' lists them.", ExitCodes.Usage);
            var text = new TextOptions(parsed.GetValue(verbose));
            if (found.File is { } file)
            {
                return await FileDiagnosis.RunAsync(file, text, parsed.GetValue(deep), consoles.Output, cancellation).ConfigureAwait(false);
            }

            var diagnosis = new LiveDiagnosis(processes, text, new LookOptions
            {
                Mode = parsed.GetValue(mode),
                MaxPause = TimeSpan.FromMilliseconds(parsed.GetValue(maxPause)),
                Deep = parsed.GetValue(deep),
                DumpFolder = parsed.GetValue(dumpFolder),
                KeepDump = parsed.GetValue(keepDump),
            });
            var outcome = await diagnosis.RunAsync(found.Process!.Id, consoles.Output, consoles.Progress, cancellation).ConfigureAwait(false);
            return outcome.ExitCode;
        });
        return command;
    }
}
