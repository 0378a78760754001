using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>snapshot</c>: looks now, and lets somebody diagnose later, on any machine.</summary>
internal static class SnapshotCommand
{
    public static Command Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var command = new Command("snapshot", "Write what can be seen of a process to a file, to be diagnosed later on any machine");
        var target = new TargetOptions(command, processes);
        var output = new Option<string?>("--output", "-o") { Description = "The file to write [default: <name>-<id>-<time>.json.gz]" };
        var strings = new Option<bool>("--include-strings") { Description = "Keep strings of the process's memory: today the names of its threads" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file" };
        command.Options.Add(output);
        command.Options.Add(strings);
        command.Options.Add(force);
        command.Run(consoles, async (parsed, cancellation) =>
        {
            var source = target.Target(parsed);
            if (parsed.GetValue(output) is { } named)
            {
                OwnerOnlyFile.Check(named, parsed.GetValue(force));
            }

            var snapshot = await target.Source(parsed).ReadAsync(source, consoles.Progress, cancellation).ConfigureAwait(false);
            var path = parsed.GetValue(output) ?? DefaultName(snapshot);
            var length = OwnerOnlyFile.Write(path, parsed.GetValue(force), file =>
                SnapshotWriter.Write(file, parsed.GetValue(strings) ? snapshot : HeapStrings.Remove(snapshot)));
            consoles.Output.WriteLine(path);
            consoles.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{ThreadNaming.Count(snapshot.Threads.Length, "thread", "threads")} and {ThreadNaming.Count(snapshot.Tasks.Count, "task", "tasks")} in {Math.Max(1, length >> 10)} KB. To read it: dotnet unravel {path}"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string DefaultName(ProcessSnapshot snapshot)
    {
        var name = string.Concat(snapshot.Target.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_')).TrimStart('.', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{(name.Length > 0 ? name : "process")}-{snapshot.Target.ProcessId}-{snapshot.Capture.At.ToUniversalTime():yyyyMMdd'T'HHmmss'Z'}.json.gz");
    }
}
