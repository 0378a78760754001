using System.CommandLine;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Unravel.Diagnostics.Commands.Reporting;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rendering.Html;
using Unravel.Diagnostics.Rendering.Stacks;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>record</c>: where a process spends its time over some seconds.</summary>
internal static class RecordCommand
{
    private static readonly string[] s_forms = ["text", "json", "html", "speedscope"];

    private static readonly TimeSpan s_defaultDuration = TimeSpan.FromSeconds(10);

    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var target = new Argument<string>("target") { HelpName = "target", Description = "Id or name of a .NET process" };
        target.CompletionSources.Add(_ => Completions.OfProcesses(processes));
        var duration = new Option<TimeSpan?>("--duration")
        {
            Description = "How long to record: 5s, 2m [default: 10s]",
            HelpName = "time",
            CustomParser = result => Durations.AboveZero(result),
        };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show more places, each with the stack of its longest wait" };
        var format = new Option<string?>("--format", "-f") { Description = "The form of the recording [default: text, or what the name of the file says]", HelpName = string.Join('|', s_forms) };
        format.AcceptOnlyFromAmong(s_forms);
        var output = new Option<string?>("--output", "-o") { HelpName = "file", Description = "Write the recording to this file, for its owner only" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file" };
        var command = new Command("record", "Record for some seconds where a process waits and what its threads do with their time")
        {
            target, duration, format, output, force, verbose,
        };
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var found = TargetProcess.Resolve(parsed.GetValue(target), id: null, name: null, processes())?.Process
                ?? throw new ToolException("Only a live process can be recorded; give its id or name.", ExitCodes.Usage);
            var time = parsed.GetValue(duration) ?? s_defaultDuration;
            var path = parsed.GetValue(output);
            if (path is not null)
            {
                OwnerOnlyFile.Check(path, parsed.GetValue(force));
            }

            var acquisition = new LiveAcquisition(processes, new LookOptions { NeverDump = true });
            consoles.Progress.WriteLine($"Recording {found.Name} (process {found.Id}) for {time.TotalSeconds:0.#} s ...");
            var recorded = await new ProcessRecording(found, acquisition, consoles.Progress).RunAsync(time, cancellation).ConfigureAwait(false);
            var form = ReportForms.Of(parsed.GetValue(format), path);
            if (path is null)
            {
                Write(form, recorded, consoles.Output, new TextOptions(parsed.GetValue(verbose)));
            }
            else
            {
                OwnerOnlyFile.Write(path, parsed.GetValue(force), file =>
                {
                    using var writer = new StreamWriter(file, leaveOpen: true);
                    Write(form, recorded, Consoles.ForFile(writer), new TextOptions(parsed.GetValue(verbose)));
                });
                consoles.Output.WriteLine(path);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(ReportForm form, Recorded recorded, IAnsiConsole console, TextOptions options)
    {
        var writer = console.Profile.Out.Writer;
        switch (form)
        {
            case ReportForm.Json:
                writer.WriteLine(JsonSerializer.Serialize(RecordedDocument.Of(recorded), RecordedJson.Default.RecordedDocument));
                break;
            case ReportForm.Html:
                RecordingPage.Write(writer, recorded);
                break;
            case ReportForm.Speedscope:
                using (var bytes = new MemoryStream())
                {
                    SpeedscopeProfile.Write(bytes, recorded);
                    writer.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
                }

                break;
            default:
                TextRecording.Write(console, recorded, options);
                break;
        }
    }
}
