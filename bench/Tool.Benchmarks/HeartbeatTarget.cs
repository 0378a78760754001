using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics;
using Unravel.Diagnostics.Launching;

namespace Unravel.Tool.Benchmarks;

/// <summary>The scenario <c>idle-host</c> with its heartbeat: asked for the largest gap, it answers and starts anew.</summary>
internal sealed class HeartbeatTarget : IAsyncDisposable
{
    private readonly Process _process;

    private HeartbeatTarget(Process process) => _process = process;

    public static async Task<HeartbeatTarget> StartAsync()
    {
        var start = new ProcessStartInfo(DotNetHost.Find())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in new[]
        {
            HangScenarios.BesideTheTool().Assembly, "idle-host", "--heartbeat", "--for", "3600",
            "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        var target = new HeartbeatTarget(Process.Start(start)!);
        try
        {
            await target.ReadAsync("READY").ConfigureAwait(false);
            return target;
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does something to the target and tells how long that took, and how long the target stood still.</summary>
    public async Task<Sample> MeasureAsync(Func<int, Task> look)
    {
        await LargestGapAsync().ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        await look(_process.Id).ConfigureAwait(false);
        var total = clock.Elapsed.TotalMilliseconds;
        return new Sample(await LargestGapAsync().ConfigureAwait(false), total);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task<double> LargestGapAsync()
    {
        await _process.StandardInput.WriteLineAsync("gap?").ConfigureAwait(false);
        return double.Parse(await ReadAsync("GAP ").ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The rest of the next line that begins as is said. Others are skipped: createdump writes into its target's output.
    /// </summary>
    private async Task<string> ReadAsync(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line[beginning.Length..];
            }
        }

        throw new ToolException($"The target ended where '{beginning}' was expected of it.", ToolException.CouldNotLook);
    }
}
