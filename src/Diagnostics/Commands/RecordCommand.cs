using System.CommandLine;
using Spectre.Console;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>record</c>: where a process spends its time over some seconds.</summary>
internal static class RecordCommand
{
    private static readonly TimeSpan s_defaultDuration = TimeSpan.FromSeconds(10);

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var target = new Argument<string>("target") { Description = "Id or name of a .NET process" };
        var duration = new Option<TimeSpan>("--duration")
        {
            Description = "How long to record: 5s, 2m",
            DefaultValueFactory = _ => s_defaultDuration,
            CustomParser = Durations.AboveZero,
        };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show more places, each with the stack of its longest wait" };
        var command = new Command("record", "Record for some seconds where a process waits and what its threads do with their time") { target, duration, verbose };
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var found = TargetProcess.Resolve(parsed.GetValue(target), id: null, name: null, processes())?.Process
                ?? throw new ToolException("Only a live process can be recorded; give its id or name.", ExitCodes.Usage);
            var time = parsed.GetValue(duration);
            var acquisition = new LiveAcquisition(processes, new LookOptions { NeverDump = true });
            consoles.Progress.WriteLine($"Recording {found.Name} (process {found.Id}) for {time.TotalSeconds:0.#} s ...");
            var recorded = await new ProcessRecording(found, acquisition, consoles.Progress).RunAsync(time, cancellation).ConfigureAwait(false);
            TextRecording.Write(consoles.Output, recorded, new TextOptions(parsed.GetValue(verbose)));
            return ExitCodes.Done;
        });
        return command;
    }
}
