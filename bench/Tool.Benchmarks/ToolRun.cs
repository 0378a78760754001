using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics;
using Unravel.Diagnostics.Launching;

namespace Unravel.Tool.Benchmarks;

/// <summary>Runs the tool as a user does: a new process for every look.</summary>
/// <param name="installed">Path of an installed tool (ReadyToRun); null for the JIT-compiled one that was built with this.</param>
internal sealed class ToolRun(string? installed)
{
    public string Description => installed is null ? "built beside the benchmark, JIT-compiled" : "installed";

    /// <summary>Not watched: asking the system for the memory of two processes every few milliseconds takes a good part of a second processor.</summary>
    /// <returns>0, as no memory was measured.</returns>
    /// <exception cref="ToolException">The tool did not look: then there is nothing to compare.</exception>
    public Task<double> DiagnoseAsync(int processId) => RunAsync(processId, watch: false);

    /// <returns>Most memory of the tool and its worker, in megabytes. The time that such a look takes is not that of the tool alone.</returns>
    /// <exception cref="ToolException">As for <see cref="DiagnoseAsync"/>.</exception>
    public Task<double> DiagnoseWatchedAsync(int processId) => RunAsync(processId, watch: true);

    private async Task<double> RunAsync(int processId, bool watch)
    {
        var start = new ProcessStartInfo(installed ?? DotNetHost.Find())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (installed is null)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Unravel.Diagnostics.dll"));
        }

        start.ArgumentList.Add(processId.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var memory = !watch ? 0 : await PeakMemory.WatchAsync(process.Id, process.WaitForExitAsync()).ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        await output.ConfigureAwait(false);

        // 0 and 3 are looks without a finding, 10 and up are findings; 130 and more come from signals.
        if (process.ExitCode is not (0 or 3 or (>= 10 and < 128)))
        {
            throw new ToolException(
                $"The tool returned {process.ExitCode}: {(await errors.ConfigureAwait(false)).Trim()}", ToolException.CouldNotLook);
        }

        return memory;
    }
}
