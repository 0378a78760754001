using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>Reads a dump that somebody else wrote, in a worker: the debugging library works on whatever it holds.</summary>
internal static class DumpFile
{
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static async Task<ProcessSnapshot> ReadAsync(string path, bool deep, CancellationToken cancellation)
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
