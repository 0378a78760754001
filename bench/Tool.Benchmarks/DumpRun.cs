using Microsoft.Diagnostics.NETCore.Client;

namespace Unravel.Tool.Benchmarks;

/// <summary>The peer: a dump with the heap, which is the smallest that holds locks and tasks. Reading it is not timed.</summary>
internal sealed class DumpRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unravel-bench-");
    private int _count;

    public async Task<double> WriteAsync(int processId)
    {
        var path = Path.Combine(_folder.FullName, $"dump{_count++}");
        await new DiagnosticsClient(processId)
            .WriteDumpAsync(DumpType.WithHeap, path, logDumpGeneration: false, CancellationToken.None).ConfigureAwait(false);
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
}
