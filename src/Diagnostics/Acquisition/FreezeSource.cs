using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Makes a snapshot of a live process: stops it, copies what can change, lets it go, and reads the copy.</summary>
internal static class FreezeSource
{
    /// <summary>A freeze in the middle of a garbage collection gives a heap that cannot be walked; then another one is tried.</summary>
    private const int MaxAttempts = 8;

    /// <exception cref="CannotLookException">It cannot be looked at; the message says why.</exception>
    public static ProcessSnapshot Read(WorkerRequest request)
    {
        var processId = request.Target.ProcessId;
        var core = LoadedImage.Find(processId, RuntimeFacts.RuntimeFile)
            ?? throw new CannotLookException(
                $"Process {processId} has no {RuntimeFacts.RuntimeFile}: it is not .NET, or a single-file or native program, which cannot be read yet; 'dotnet unravel ps' lists the processes that can.");
        var options = FreezeOptions.Default with { MaxPause = request.MaxPause };
        var pause = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            var native = NativeThreads.Read(processId);
            using var frozen = FrozenProcess.Capture(processId, options);
            pause += frozen.Pause;
            var reader = new FrozenReader(frozen, [core]);
            var isLast = attempt == MaxAttempts;
            var snapshot = Read(request, core, native, reader, new CaptureInfo
            {
                Source = CaptureSource.Freeze,
                At = DateTimeOffset.Now,
                Pause = pause,
                CopiedBytes = frozen.Memory.Length,
                Attempts = attempt,
            }, isLast);
            if (snapshot is not null && (snapshot.Capture.HeapIsComplete || isLast))
            {
                return snapshot;
            }
        }
    }

    /// <summary>
    /// Reads the copy. Code and images are read from the process itself: should it end meanwhile, the library may fail
    /// in any way, or go on with less than there was, which would be a wrong verdict. It also fails in its own ways on a copy
    /// that was made while the collector changed its tables (seen: "Sequence contains no elements").
    /// </summary>
    /// <returns>Null when another copy may do better.</returns>
    private static ProcessSnapshot? Read(
        WorkerRequest request, LoadedImage core, NativeThreads native, FrozenReader reader, CaptureInfo capture, bool isLast)
    {
        try
        {
            using var target = new DataTarget(reader, new DataTargetOptions());
            var snapshot = RuntimeSession.Capture(
                target, core.Path, path => HostPath(request.Target.ProcessId, path), request.Target, native, capture, request.Deep);
            return reader.LostProcess ? throw new TargetGoneException(request.Target.ProcessId) : snapshot;
        }
        catch (Exception exception) when (reader.LostProcess && exception is not TargetGoneException)
        {
            throw new TargetGoneException(request.Target.ProcessId);
        }
        catch (Exception exception) when (!isLast && exception is not (CannotLookException or OutOfMemoryException))
        {
            return null;
        }
    }

    /// <summary>A path of the target as this process can open it: in another mount namespace, through /proc.</summary>
    private static string HostPath(int processId, string path)
    {
        var root = $"/proc/{processId}/root";
        try
        {
            return Mounts("self") == Mounts($"{processId}") ? path : root + path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path; // it cannot be told: most targets share our files
        }

        static string? Mounts(string process) => new FileInfo($"/proc/{process}/ns/mnt").LinkTarget;
    }
}
