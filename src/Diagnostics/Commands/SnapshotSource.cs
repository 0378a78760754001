using Spectre.Console;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Acquisition.Files;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary>A target, live or a file, becomes a snapshot.</summary>
internal sealed class SnapshotSource(Func<DotNetProcesses> processes, TimeSpan maxPause, bool deep)
{
    public Task<ProcessSnapshot> ReadAsync(TargetProcess target, IAnsiConsole progress, CancellationToken cancellation) =>
        target.File is { } file
            ? Patience.AwaitAsync(ReadFileAsync(file, cancellation), $"Reading '{TerminalText.Escape(file)}'", progress, cancellation)
            : Patience.AwaitAsync(
                new LiveDiagnosis(processes, new TextOptions(), maxPause, deep).LookAsync(target.Process!.Id, progress, cancellation),
                $"Looking at process {target.Process.Id}", progress, cancellation);

    private static async Task<ProcessSnapshot> ReadFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return FileKinds.Of(path) switch
            {
                FileKind.PackedSnapshot or FileKind.PlainSnapshot => await SnapshotFile.ReadAsync(path, cancellation).ConfigureAwait(false),
                FileKind.ElfCore or FileKind.Minidump or FileKind.MachCore =>
                    throw new CannotLookException($"'{TerminalText.Escape(path)}' is a dump; dumps cannot be read yet, only live processes and snapshots."),
                _ => throw new CannotLookException($"'{TerminalText.Escape(path)}' is neither a snapshot of this tool nor a dump."),
            };
        }
        catch (CannotLookException exception)
        {
            throw new ToolException(exception.Message, ToolException.CouldNotLook);
        }
    }
}
