using System.CommandLine;
using Unravel.Diagnostics.Commands.Reporting;
using Unravel.Diagnostics.Diff;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>diagnose</c>: what the tool is for.</summary>
internal static class DiagnoseCommand
{
    private static readonly TimeSpan s_defaultInterval = TimeSpan.FromSeconds(2);

    private const int MostLooks = 1000;

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var command = new Command("diagnose", "Say what a process is stuck on, at which line, and how sure that is");
        var target = new TargetOptions(command, processes);
        var repeat = new Option<int?>("--repeat")
        {
            Description = "Look so many times, and say what stood still throughout [default: 1]",
            HelpName = "times",
            CustomParser = result => Numbers.Between(result, 1, MostLooks),
        };
        var interval = new Option<TimeSpan?>("--interval")
        {
            Description = "Time between two looks of --repeat, as 500ms, 2s or 1m [default: 2s]",
            HelpName = "time",
            CustomParser = result => Durations.Parse(result),
        };
        command.Options.Add(repeat);
        command.Options.Add(interval);
        var reporting = new ReportOptions(command);
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var request = reporting.Read(parsed);
            var found = target.Target(parsed);
            var looks = parsed.GetValue(repeat) ?? 1;
            if (looks > 1 && found.File is { } file)
            {
                throw new ToolException($"'{TerminalText.Escape(file)}' does not change; --repeat is for live processes, and 'dotnet unravel diff' compares two files.", ExitCodes.Usage);
            }

            var source = target.Source(parsed, request.Form == ReportForm.Text ? Rehearsal.Begin : null);
            var reports = new List<Report>();
            for (var i = 0; i < looks; i++)
            {
                if (i > 0)
                {
                    await Task.Delay(parsed.GetValue(interval) ?? s_defaultInterval, cancellation).ConfigureAwait(false);
                }

                var snapshot = await source.ReadAsync(found, consoles.Progress, cancellation).ConfigureAwait(false);
                if (i == looks - 1 && request.Form is not (ReportForm.Json or ReportForm.Sarif))
                {
                    TaskChains.MergeAhead(snapshot.Tasks);
                }

                reports.Add(request.Select(RuntimeRules.Check(snapshot)));
            }

            return ReportWriter.Write(looks > 1 ? reports[^1] with { Since = SnapshotComparison.Of(reports) } : reports[0], request, consoles);
        });
        return command;
    }
}
