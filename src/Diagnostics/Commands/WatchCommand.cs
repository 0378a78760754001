using System.CommandLine;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Recording;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rendering.Live;
using Unravel.Diagnostics.Diff;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>watch</c>: who waits for what, now and again.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan s_defaultInterval = TimeSpan.FromSeconds(2);

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var target = new Argument<string>("target") { HelpName = "target", Description = "Id or name of a .NET process" };
        target.CompletionSources.Add(_ => Completions.OfProcesses(processes));
        var interval = new Option<TimeSpan?>("--interval")
        {
            Description = "Time from look to look: 500ms, 2s, 1m [default: 2s]",
            HelpName = "time",
            CustomParser = result => Durations.AboveZero(result),
        };
        var once = new Option<bool>("--once") { Description = "Look once and print the picture, as for a pipe" };
        var command = new Command("watch", "Show who waits for what in a process, longest first, again and again") { target, interval, once };
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var found = TargetProcess.Resolve(parsed.GetValue(target), id: null, name: null, processes())?.Process
                ?? throw new ToolException("Only a live process can be watched; give its id or name.", ExitCodes.Usage);
            var acquisition = new LiveAcquisition(processes, new LookOptions { NeverDump = true });
            var time = parsed.GetValue(interval) ?? s_defaultInterval;
            var look = () => acquisition.AcquireAsync(found.Id, consoles.Progress, cancellation);
            if (parsed.GetValue(once) || !consoles.Output.Profile.Capabilities.Interactive)
            {
                consoles.Output.Write(WatchScreen.Of(await new ProcessWatch(look, time, () => null).LookAsync().ConfigureAwait(false), new WatchView(), height: null));
                return ExitCodes.Done;
            }

            consoles.Progress.WriteLine("Looking ...");
            var answers = Ladder.Of(found, Environment.IsPrivilegedProcess).Single(rung => rung.Mode == LookMode.Events).NotBecause is null;
            await using var counters = answers ? CounterFeed.Of(found.Id) : null;
            await new ProcessWatch(look, time, () => counters?.Now).ShowAsync(consoles.Output, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
