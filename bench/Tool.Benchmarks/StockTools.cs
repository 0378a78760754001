using System.Diagnostics;
using System.Globalization;
using Unravel.Diagnostics;

namespace Unravel.Tool.Benchmarks;

/// <summary>The way there was before: a dump by dotnet-dump, and its list of async methods, counted; both are timed.</summary>
/// <param name="dotnetDump">Path of the installed dotnet-dump.</param>
internal sealed class StockTools(string dotnetDump) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unravel-bench-stock-");
    private int _count;

    public async Task<double> ListAsync(int processId)
    {
        var file = Path.Combine(_folder.FullName, $"dump{_count++}");
        await RunAsync(["collect", "-p", processId.ToString(CultureInfo.InvariantCulture), "--type", "Heap", "-o", file]).ConfigureAwait(false);
        await RunAsync(["analyze", file, "-c", "dumpasync --stats", "-c", "exit"]).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Removes what was written; outside the time that is measured.</summary>
    public void Clean()
    {
        foreach (var file in _folder.EnumerateFiles())
        {
            file.Delete();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(dotnetDump, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        _ = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new ToolException($"dotnet-dump {arguments[0]} returned {process.ExitCode}: {(await errors.ConfigureAwait(false)).Trim()}", ToolException.CouldNotLook);
        }
    }
}
