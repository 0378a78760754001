using Spectre.Console;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Acquisition.Files;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary>A target, live or a file, becomes a snapshot.</summary>
internal sealed class SnapshotSource(Func<DotNetProcesses> processes, LookOptions options)
{
    public Task<ProcessSnapshot> ReadAsync(TargetProcess target, IAnsiConsole progress, CancellationToken cancellation) =>
        target.File is { } file
            ? Patience.AwaitAsync(ReadFileAsync(file, options.Deep, cancellation), $"Reading '{TerminalText.Escape(file)}'", progress, cancellation)
            : Patience.AwaitAsync(
                new LiveAcquisition(processes, options).AcquireAsync(target.Process!.Id, progress, cancellation),
                $"Looking at process {target.Process.Id}", progress, cancellation);

    private static async Task<ProcessSnapshot> ReadFileAsync(string path, bool deep, CancellationToken cancellation)
    {
        try
        {
            return FileKinds.Of(path) switch
            {
                FileKind.PackedSnapshot or FileKind.PlainSnapshot => await SnapshotFile.ReadAsync(path, cancellation).ConfigureAwait(false),
                FileKind.ElfCore or FileKind.Minidump or FileKind.MachCore => await DumpFile.ReadAsync(path, deep, cancellation).ConfigureAwait(false),
                _ => throw new CannotLookException($"'{TerminalText.Escape(path)}' is neither a snapshot of this tool nor a dump."),
            };
        }
        catch (CannotLookException exception)
        {
            throw new ToolException(exception.Message, ToolException.CouldNotLook);
        }
    }
}
