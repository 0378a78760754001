using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>
/// A scenario that beats: it can be asked whether it still works. It may run with other rights or settings than the
/// tests. Disposing kills it.
/// </summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private Target(Process process)
    {
        _process = process;
        Id = process.Id;
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a scenario and comes back when it has said READY.</summary>
    public static async Task<Target> StartAsync(HangScenarios programs, string verb, CancellationToken cancellation, TargetSettings? settings = null)
    {
        settings ??= new TargetSettings();
        string[] command =
        [
            .. settings.Through, .. programs.Command, verb, "--heartbeat",
            "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. settings.Options,
        ];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        var target = new Target(Process.Start(start)!);
        try
        {
            Assert.Equal("READY", await target._process.StandardOutput.ReadLineAsync(cancellation));
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>It answers, nobody traces any of its threads, none is left stopped, and it has nothing to complain about.</summary>
    public async Task AssertWorksAsync(CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync("gap?".AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        string? answer;
        do
        {
            answer = await _process.StandardOutput.ReadLineAsync(cancellation);
        }
        while (IsOfTheRuntime(answer));
        Assert.StartsWith("GAP ", answer, StringComparison.Ordinal);
        Assert.All(ProcTree.Threads(Id), thread =>
        {
            Assert.Equal(0, thread.Tracer);
            Assert.NotEqual('t', thread.State);
            Assert.NotEqual('T', thread.State);
        });
        Assert.DoesNotContain(_errors, line => line.Length > 0 && !IsOfTheRuntime(line));
    }

    /// <summary>
    /// Comes back when its runtime has served every request that was made before: the diagnostics server takes them one by
    /// one, and finishes a dump although nobody waits for it any more.
    /// </summary>
    public Task ServeAllAsync(CancellationToken cancellation) =>
        Task.Run(() => new DiagnosticsClient(Id).GetProcessEnvironment(), cancellation);

    /// <summary>Ends it with SIGKILL; comes back when nothing is left of it.</summary>
    public async Task KillAsync()
    {
        Signals.TryKill(Id);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>The runtime's own program that writes dumps talks on the outputs of the process that it dumps.</summary>
    private static bool IsOfTheRuntime(string? line) => line?.StartsWith("[createdump] ", StringComparison.Ordinal) == true;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}

/// <summary>What is unusual about a target.</summary>
internal sealed record TargetSettings
{
    /// <summary>A command that runs it with other rights, with its arguments.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    public IReadOnlyList<string> Options { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static TargetSettings With(params (string Name, string Value)[] environment) =>
        new() { Environment = environment.ToDictionary(pair => pair.Name, pair => pair.Value) };
}
