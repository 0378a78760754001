using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Acquisition.Dumping;

/// <summary>
/// A dump that the target's own runtime writes for us: the way in where the kernel refuses tracing. It lies in a folder
/// of its own, which is removed when this is disposed or writing is given up: a dump that is begun later finds no
/// folder, and one that is being written is unlinked.
/// </summary>
internal sealed class TemporaryDump : IDisposable
{
    private const int MaxAttemptsToRemove = 20;
    private const string FileName = "dump";

    private readonly string _folder;

    private bool _isKept;

    private TemporaryDump(string folder) => _folder = folder;

    /// <summary>As this process sees it.</summary>
    public string Path => System.IO.Path.Combine(_folder, FileName);

    /// <summary>How long writing took, during which the target stood still.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Leaves the dump where it is, for its owner only.</summary>
    /// <returns>Its path.</returns>
    public string Keep()
    {
        _isKept = true;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path;
    }

    /// <param name="processId">The target; it must not be stopped: it would try to write the dump when it is continued.</param>
    /// <param name="chosen">The folder that the user chose, as the target sees it; null for the target's folder for temporary files.</param>
    /// <exception cref="CannotLookException">It was not written.</exception>
    public static async Task<TemporaryDump> WriteAsync(int processId, string? chosen, TimeSpan deadline, CancellationToken cancellation)
    {
        var root = TargetPaths.RootOf(processId);
        var parent = System.IO.Path.GetFullPath(chosen ?? (root is null ? System.IO.Path.GetTempPath() : TargetPaths.TemporaryFolderOf(processId)));
        if (!Directory.Exists(root + parent))
        {
            throw new CannotLookException($"There is no folder '{parent}' to write a dump to; choose another with --dump-folder.");
        }

        EnsureSpace(processId, root + parent);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(deadline);
        var dump = new TemporaryDump(CreateFolder(root + parent, processId));
        var seenByTarget = dump.Path[(root?.Length ?? 0)..];
        var begin = Stopwatch.GetTimestamp();
        var isWritten = false;
        try
        {
            await new DiagnosticsClient(processId)
                .WriteDumpAsync(TypeFor(processId), seenByTarget, logDumpGeneration: false, timeout.Token).ConfigureAwait(false);
            dump.Duration = Stopwatch.GetElapsedTime(begin);
            isWritten = true;
            return dump;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CannotLookException(
                $"Process {processId} did not write the dump '{seenByTarget}' within {deadline.TotalSeconds:0} s; its folder is removed, so that nothing is left of the file should it still appear.");
        }
        catch (Exception exception) when (exception is DiagnosticsClientException or IOException or SocketException or UnauthorizedAccessException)
        {
            throw await Task.Run(() => ProcessEnd.Comes(processId), CancellationToken.None).ConfigureAwait(false)
                ? new TargetGoneException(processId)
                : new CannotLookException($"Process {processId} could not be asked for a dump either: {exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.", exception);
        }
        finally
        {
            if (!isWritten)
            {
                dump.Dispose();
            }
        }
    }

    public void Dispose()
    {
        if (_isKept)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (attempt < MaxAttemptsToRemove)
            {
                // A file came into being while the folder was emptied.
            }
        }
    }

    /// <summary>Root may ask a process of another user, whose runtime must then be able to write here; nobody may list it.</summary>
    private static string CreateFolder(string parent, int processId)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var folder = System.IO.Path.Combine(parent, $"unravel-{processId}-{System.IO.Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotLookException($"No dump can be written to '{parent}': {exception.Message.TrimEnd('.')}; choose another folder with --dump-folder.", exception);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Environment.IsPrivilegedProcess ? Own | Others | UnixFileMode.StickyBit : Own);
        }

        return folder;
    }

    /// <summary>With heap is the smallest that shows locks and tasks; a program with its runtime inside writes full ones only.</summary>
    private static DumpType TypeFor(int processId)
    {
        try
        {
            return TargetRuntime.Find(processId).IsSingleFile ? DumpType.Full : DumpType.WithHeap;
        }
        catch (CannotLookException)
        {
            return DumpType.WithHeap; // its map may not be read
        }
    }

    /// <summary>A dump with heap holds what is resident and private, so the resident size is an upper bound.</summary>
    private static void EnsureSpace(int processId, string folder)
    {
        long needed;
        try
        {
            using var process = Process.GetProcessById(processId);
            needed = process.WorkingSet64;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new TargetGoneException(processId);
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed * 2)
        {
            throw new CannotLookException(
                $"A dump of process {processId} may take {needed >> 20} MB and more, but '{folder}' has {free >> 20} MB free; choose a folder with more room with --dump-folder.");
        }
    }
}
