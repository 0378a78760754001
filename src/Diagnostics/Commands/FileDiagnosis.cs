using Spectre.Console;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary>Reads a dump file, checks it, and prints what was found.</summary>
internal static class FileDiagnosis
{
    public static async Task<int> RunAsync(string path, TextOptions text, bool deep, IAnsiConsole output, CancellationToken cancellation)
    {
        var report = RuntimeRules.Check(await ReadAsync(path, deep, cancellation).ConfigureAwait(false));
        TextReport.Write(output, report, text);
        return ExitCodes.Of(report);
    }

    /// <exception cref="ToolException">It is no such file, or it cannot be read.</exception>
    public static async Task<ProcessSnapshot> ReadAsync(string path, bool deep, CancellationToken cancellation) => TargetFile.KindOf(path) switch
    {
        FileKind.Dump => await ReadDumpAsync(path, deep, cancellation).ConfigureAwait(false),
        FileKind.Snapshot => throw new ToolException($"'{path}' is a snapshot; snapshots cannot be read yet.", ExitCodes.CouldNotLook),
        FileKind.Empty => throw new ToolException($"'{path}' is empty.", ExitCodes.CouldNotLook),
        FileKind.Unreadable => throw new ToolException($"'{path}' cannot be read by this user.", ExitCodes.CouldNotLook),
        _ => throw new ToolException($"'{path}' is neither a dump nor a snapshot.", ExitCodes.CouldNotLook),
    };

    private static async Task<ProcessSnapshot> ReadDumpAsync(string path, bool deep, CancellationToken cancellation)
    {
        var request = new WorkerRequest
        {
            Target = new TargetInfo { ProcessId = 0, Name = TerminalText.Escape(Path.GetFileName(path)) },
            DumpPath = Path.GetFullPath(path),
            IsOfFile = true,
            Deep = deep,
        };
        var answer = await WorkerProcess.AskAsync(request, WorkerProcess.DefaultDeadline, cancellation).ConfigureAwait(false);
        return answer.Snapshot ?? throw new ToolException(answer.Failure?.Message ?? "The reader gave no answer; try again.", ExitCodes.CouldNotLook);
    }
}
