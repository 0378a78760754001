using Microsoft.Diagnostics.NETCore.Client;

namespace Unravel.Diagnostics.Acquisition.Dumping;

/// <summary>
/// A dump that the target's own runtime writes for us: the way in where the kernel refuses tracing. It is removed when
/// disposed.
/// </summary>
internal sealed class TemporaryDump : IDisposable
{
    private TemporaryDump(string path, TimeSpan duration) => (Path, Duration) = (path, duration);

    public string Path { get; }

    /// <summary>How long writing took, during which the target stood still.</summary>
    public TimeSpan Duration { get; }

    /// <param name="processId">The target; it must not be stopped: it would write the dump later, when it is continued.</param>
    /// <exception cref="CannotLookException">It was not written; the message names what may be left behind.</exception>
    public static async Task<TemporaryDump> WriteAsync(int processId, TimeSpan deadline, CancellationToken cancellation)
    {
        var folder = System.IO.Path.GetTempPath();
        EnsureSpace(processId, folder);
        var path = System.IO.Path.Combine(folder, $"unravel-{processId}-{System.IO.Path.GetRandomFileName()}.dmp");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(deadline);
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            await new DiagnosticsClient(processId)
                .WriteDumpAsync(DumpType.WithHeap, path, logDumpGeneration: false, timeout.Token).ConfigureAwait(false);
            return new TemporaryDump(path, System.Diagnostics.Stopwatch.GetElapsedTime(begin));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            File.Delete(path);
            throw new CannotLookException(
                $"Process {processId} did not write a dump within {deadline.TotalSeconds:0} s; should it do so later, the file is '{path}'.");
        }
        catch (OperationCanceledException)
        {
            File.Delete(path);
            throw;
        }
        catch (DiagnosticsClientException exception)
        {
            File.Delete(path);
            throw new CannotLookException($"Process {processId} could not be asked for a dump either: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    public void Dispose() => File.Delete(Path);

    /// <summary>A dump with heap holds what is resident and private, so the resident size is an upper bound.</summary>
    private static void EnsureSpace(int processId, string folder)
    {
        var needed = System.Diagnostics.Process.GetProcessById(processId).WorkingSet64;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed * 2)
        {
            throw new CannotLookException(
                $"A dump of process {processId} may take {needed >> 20} MB and more, but '{folder}' has {free >> 20} MB free; set TMPDIR to a folder with more room.");
        }
    }
}
