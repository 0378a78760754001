using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands;

/// <summary>Reads a dump that somebody else wrote, in a worker: the debugging library works on whatever it holds.</summary>
internal static class DumpFile
{
    /// <summary>On a slow disk and a busy machine; 160 MB a second were measured, also with <c>--deep</c>.</summary>
    private const long LeastBytesPerSecond = 10 << 20;

    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(30);

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
        var answer = await WorkerProcess.AskAsync(request, DeadlineFor(new FileInfo(path) is { Exists: true } file ? file.Length : 0), cancellation).ConfigureAwait(false);
        return answer.Snapshot ?? throw new ToolException(answer.Failure?.Message ?? "The reader gave no answer; try again.", ExitCodes.CouldNotLook);
    }

    /// <summary>When reading is given up: a damaged dump can send the debugging library round in circles for ever.</summary>
    /// <param name="length">Of the file, in bytes.</param>
    public static TimeSpan DeadlineFor(long length) =>
        length / LeastBytesPerSecond >= s_most.TotalSeconds ? s_most : s_least + TimeSpan.FromSeconds(length / LeastBytesPerSecond);
}
