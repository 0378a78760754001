using System.Diagnostics;
using System.Reflection;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Adversaries;

/// <summary>A program of samples/Loads, or samples/Taskless. Disposing kills it.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly Process _process;

    private Load(Process process, string says) => (_process, Says) = (process, says);

    public int Id => _process.Id;

    /// <summary>What it said when it was ready: the address of a server.</summary>
    public string Says { get; }

    public bool HasExited => _process.HasExited;

    public static Task<Load> StartAsync(CancellationToken cancellation, params string[] arguments) => StartAsync("LoadsProgram", cancellation, arguments);

    /// <summary>The program that never touches a task.</summary>
    public static Task<Load> StartTasklessAsync(string verb, CancellationToken cancellation) => StartAsync("TasklessProgram", cancellation, verb);

    private static async Task<Load> StartAsync(string key, CancellationToken cancellation, params string[] arguments)
    {
        const string Ready = "READY";
        var program = typeof(Load).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
        var start = new ProcessStartInfo(DotNetHost.Find(), [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellation);
        Assert.StartsWith(Ready, line, StringComparison.Ordinal);
        return new Load(process, line![Ready.Length..].Trim());
    }

    public async ValueTask DisposeAsync()
    {
        Signals.TryKill(_process.Id);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
