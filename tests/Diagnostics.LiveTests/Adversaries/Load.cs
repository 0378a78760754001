using System.Diagnostics;
using System.Reflection;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Adversaries;

/// <summary>A program of samples/Loads. Disposing kills it.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly Process _process;

    private Load(Process process, string says) => (_process, Says) = (process, says);

    public int Id => _process.Id;

    /// <summary>What it said when it was ready: the address of a server.</summary>
    public string Says { get; }

    public bool HasExited => _process.HasExited;

    public static async Task<Load> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        const string Ready = "READY";
        var program = typeof(Load).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LoadsProgram").Value!;
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
