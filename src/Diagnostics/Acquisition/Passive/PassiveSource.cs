using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Loading;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Passive;

/// <summary>
/// Makes a snapshot of a live process without stopping it. A process that hangs stands still by itself, most of the time:
/// a moment in which nothing of it runs is waited for, some times; else what stood still is reported, and the rest by name.
/// </summary>
internal static class PassiveSource
{
    private const int MaxReadings = 8;
    private const int MaxLooks = 3;
    private const int MaxNamed = 5;

    private static readonly TimeSpan s_betweenReadings = TimeSpan.FromMilliseconds(20);

    /// <exception cref="CannotLookException">It cannot be looked at; the message says why.</exception>
    public static ProcessSnapshot Read(WorkerRequest request)
    {
        var processId = request.Target.ProcessId;
        var core = TargetRuntime.Find(processId);
        for (var look = 1; look <= MaxLooks; look++)
        {
            var (native, copy, readings) = StillestOf(processId);
            using (copy)
            {
                if (Read(request, core, native, copy, readings) is { } snapshot)
                {
                    return snapshot;
                }
            }
        }

        throw new CannotLookException($"Process {processId} moved each of the {MaxLooks * MaxReadings} times it was read without a stop; '--mode freeze' stops it for some milliseconds.");
    }

    /// <summary>Reads it some times, and keeps the reading in which least of it ran.</summary>
    private static (NativeThreads Native, PassiveCopy Copy, int Readings) StillestOf(int processId)
    {
        var native = NativeThreads.Read(processId);
        var best = PassiveCopy.Make(processId, FreezeOptions.Default);
        var reading = 1;
        for (; reading < MaxReadings && !best.IsExact; reading++)
        {
            Thread.Sleep(s_betweenReadings);
            var others = NativeThreads.Read(processId);
            var copy = PassiveCopy.Make(processId, FreezeOptions.Default);
            var isBetter = copy.IsExact || copy.Ran.Count < best.Ran.Count;
            (isBetter ? best : copy).Dispose();
            (native, best) = isBetter ? (others, copy) : (native, best);
        }

        return (native, best, reading);
    }

    private static ProcessSnapshot? Read(WorkerRequest request, TargetRuntime core, NativeThreads native, PassiveCopy copy, int attempt)
    {
        var reader = new FrozenReader(copy.Process, [core.Image]);
        var capture = new CaptureInfo
        {
            Source = CaptureSource.Passive,
            At = DateTimeOffset.Now,
            CopiedBytes = copy.Process.Memory.Length,
            Attempts = attempt,
            IsMoving = !copy.IsExact,
            PartlySeenBecause = copy.IsExact ? null : "the process was read while it ran, and threads of it moved",
        };
        try
        {
            using var target = new DataTarget(reader, new DataTargetOptions());
            var snapshot = RuntimeSession.Capture(target, core, request.Target, native, capture, request.Deep);
            return reader.LostProcess ? throw new TargetGoneException(request.Target.ProcessId) : WithUnseen(snapshot, native, copy);
        }
        catch (Exception exception) when (reader.LostProcess && exception is not TargetGoneException)
        {
            throw new TargetGoneException(request.Target.ProcessId);
        }
        catch (Exception exception) when (exception is not (CannotLookException or OutOfMemoryException))
        {
            return null; // the library fails in its own ways on memory that moves
        }
    }

    private static ProcessSnapshot WithUnseen(ProcessSnapshot snapshot, NativeThreads native, PassiveCopy copy)
    {
        if (copy.IsExact)
        {
            return snapshot;
        }

        var processId = snapshot.Target.ProcessId;
        var threads = snapshot.Threads.Select(thread => copy.Ran.Contains((int)thread.OsId) ? Unseen(thread, native, processId) : thread).ToImmutableArray();
        var names = threads.Where(thread => thread.IsNotSeen).Select(ThreadNaming.Of).ToArray();
        var limitations = snapshot.Capture.Limitations;
        if (names.Length > 0)
        {
            limitations = limitations.Add($"{string.Join(", ", names.Take(MaxNamed))}{(names.Length > MaxNamed ? $" and {names.Length - MaxNamed} more" : "")}, which ran while the process was read");
        }

        if (copy.ChangedBytes > 0)
        {
            limitations = limitations.Add($"{copy.ChangedBytes >> 10} kB of memory as they were at one moment: they changed between two readings");
        }

        return snapshot with
        {
            Threads = threads,
            Capture = snapshot.Capture with { HeapIsComplete = false, Limitations = limitations },
            Lost = new LostWaits { UnknownBecause = "the process was read while it ran" },
        };
    }

    private static ThreadInfo Unseen(ThreadInfo thread, NativeThreads native, int processId) => new()
    {
        Id = thread.Id,
        OsId = thread.OsId,
        Name = thread.Name,
        Kind = thread.Kind == ThreadKind.Finalizer ? ThreadKind.Finalizer : ProcSource.KindOf(native.NameOf(native.InsideIdOf(thread.OsId)), thread.OsId, processId),
        Activity = ThreadActivity.Running,
        NativeState = thread.NativeState,
        ProcessorTime = thread.ProcessorTime,
        IsNotSeen = true,
    };
}
