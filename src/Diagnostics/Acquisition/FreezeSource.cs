using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>Makes a snapshot of a live process: stops it, copies what can change, lets it go, and reads the copy.</summary>
internal static class FreezeSource
{
    /// <summary>A freeze in the middle of a garbage collection gives a heap that cannot be walked; then another one is tried.</summary>
    private const int MaxAttempts = 10;

    /// <summary>Of each copy after the first: the process collects again and again, so a moment between two collections is looked for.</summary>
    private const int GivenUpStops = 30;

    /// <param name="ahead">Called with the columns of the tasks when they are known; null for nobody.</param>
    /// <exception cref="CannotLookException">It cannot be looked at; the message says why.</exception>
    public static ProcessSnapshot Read(WorkerRequest request, Action<TaskTable>? ahead = null)
    {
        var processId = request.Target.ProcessId;
        var core = TargetRuntime.Find(processId);
        var options = FreezeOptions.Default with { MaxPause = request.MaxPause };
        var pause = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            var native = NativeThreads.Read(processId);
            using var frozen = FrozenProcess.Capture(processId, attempt == 1 ? options : options with { GivenUpStops = GivenUpStops });
            pause += frozen.Pause;
            var reader = new FrozenReader(frozen, [core.Image]);
            var isLast = attempt == MaxAttempts;
            var snapshot = Read(request, core, native, reader, new CaptureInfo
            {
                Source = CaptureSource.Freeze,
                At = DateTimeOffset.Now,
                Pause = pause,
                CopiedBytes = frozen.Memory.Length,
                Attempts = attempt,
            }, isLast, ahead);
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
        WorkerRequest request, TargetRuntime core, NativeThreads native, FrozenReader reader, CaptureInfo capture, bool isLast, Action<TaskTable>? ahead)
    {
        try
        {
            using var target = new DataTarget(reader, new DataTargetOptions());
            var snapshot = RuntimeSession.Capture(target, core, request.Target, native, capture, request.Deep, ahead);
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
}
