using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Unravel.Diagnostics.Launching;

/// <summary>
/// A running scenario that has said READY. Disposing it kills it; should this process be killed first, the scenario
/// notices that its parent has gone and ends by itself.
/// </summary>
internal sealed class ScenarioProcess : IAsyncDisposable
{
    /// <summary>The program itself gives up after 30 seconds; this is for one that cannot even do that.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    /// <summary>128 + SIGINT.</summary>
    private const int EndedByCtrlC = 130;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    private ScenarioProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>What the program wrote to standard error so far.</summary>
    public string Errors => string.Join(Environment.NewLine, _errors);

    /// <summary>Starts a scenario and comes back when it hangs as it should.</summary>
    /// <exception cref="ToolException">It did not get there.</exception>
    public static async Task<ScenarioProcess> StartAsync(
        HangScenarios programs, string verb, bool repaired, TimeSpan deadline, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var scenario = new ScenarioProcess(Start(programs.Command, verb, repaired));
        try
        {
            scenario.Drain();
            await scenario.AwaitReadyAsync(verb, deadline, cancellation).ConfigureAwait(false);
            return scenario;
        }
        catch
        {
            await scenario.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
        RemoveSockets(Id);
    }

    /// <summary>A runtime that is killed leaves in the temporary folder what tools and debuggers would have connected to.</summary>
    private static void RemoveSockets(int processId)
    {
        foreach (var kind in new[] { "dotnet-diagnostic", "clr-debug-pipe" })
        {
            foreach (var path in Directory.EnumerateFiles(Path.GetTempPath(), $"{kind}-{processId}-*"))
            {
                File.Delete(path);
            }
        }
    }

    private static Process Start(IReadOnlyList<string> command, string verb, bool repaired)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(verb);
        start.ArgumentList.Add("--parent");
        start.ArgumentList.Add(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (repaired)
        {
            start.ArgumentList.Add("--repaired");
        }

        return Process.Start(start)
            ?? throw new ToolException($"The scenario '{verb}' could not be started.", ToolException.CouldNotLook);
    }

    /// <summary>Reads both outputs all the time: a program whose pipe is full would hang for a reason of its own.</summary>
    private void Drain()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "READY")
            {
                _ready.TrySetResult();
            }
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _errors.Enqueue(line.Data);
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task AwaitReadyAsync(string verb, TimeSpan deadline, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(deadline);
        var exited = _process.WaitForExitAsync(timer.Token);
        var first = await Task.WhenAny(_ready.Task, exited).ConfigureAwait(false);
        if (first == _ready.Task)
        {
            // Ends the other wait; its cancellation is nobody's error.
            await timer.CancelAsync().ConfigureAwait(false);
            await exited.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        if (!exited.IsCanceled && _process.ExitCode == EndedByCtrlC)
        {
            // The terminal told both processes, and the child was quicker: our own cancellation is on its way.
            throw new OperationCanceledException();
        }

        throw new ToolException(
            exited.IsCanceled
                ? $"The scenario '{verb}' was not ready within {deadline.TotalSeconds:0} seconds; try it again on a less busy machine."
                : $"The scenario '{verb}' ended before it was ready: {(_errors.IsEmpty ? "it said nothing" : string.Join(" ", _errors))}.",
            ToolException.CouldNotLook);
    }
}
