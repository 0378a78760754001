using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics;

namespace Unravel.Tool.Benchmarks;

/// <summary>A program with a heartbeat inside: asked for the largest gap, it answers and starts anew.</summary>
internal sealed class HeartbeatTarget : IAsyncDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _end = new();
    private Task[] _clients = [];

    private HeartbeatTarget(Process process) => _process = process;

    public static async Task<HeartbeatTarget> StartAsync(Load load)
    {
        var start = new ProcessStartInfo(load.Command[0], load.Command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var target = new HeartbeatTarget(Process.Start(start)!);
        try
        {
            var address = await target.ReadAsync("READY").ConfigureAwait(false);
            if (load.IsAsked)
            {
                target.Ask(new Uri(address.Trim()));
            }

            return target;
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does something to the target and tells how long that took, how long the target stood still, and what memory it took.</summary>
    public async Task<Sample> MeasureAsync(Func<int, Task<double>> look)
    {
        await LargestGapAsync().ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var memory = await look(_process.Id).ConfigureAwait(false);
        var total = clock.Elapsed.TotalMilliseconds;
        return new Sample(await LargestGapAsync().ConfigureAwait(false), total, memory);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_clients).ConfigureAwait(false);
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        _end.Dispose();
    }

    /// <summary>Clients that send one request after another, four with those of the peers' target; one that fails ends the benchmark.</summary>
    private void Ask(Uri address)
    {
        const int Clients = 2;
        _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            using var client = new HttpClient();
            while (!_end.IsCancellationRequested)
            {
                await client.GetStringAsync(address).ConfigureAwait(false);
            }
        }))];
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
