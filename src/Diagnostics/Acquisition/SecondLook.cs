using System.Collections.Immutable;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>
/// One moment cannot tell a thread that is stuck from one that passes by. Where some thread looks as if, the process is
/// looked at again a little later, and each thread is told whether it moved.
/// </summary>
internal static class SecondLook
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(400);

    /// <summary>A native lock may well be waited for that long: only who waits for longer is stuck.</summary>
    private static readonly TimeSpan s_betweenLooksAtNativeLocks = TimeSpan.FromSeconds(2);

    /// <summary>Adds progress to the threads of a snapshot that has such a thread; returns others as they are.</summary>
    public static ProcessSnapshot AddTo(ProcessSnapshot first, WorkerRequest request)
    {
        if (!first.Threads.Any(IsCandidate))
        {
            return first;
        }

        var before = Times(first);
        var start = TimeProvider.System.GetTimestamp();
        Thread.Sleep(first.Threads.Any(WaitsForANativeLock) ? s_betweenLooksAtNativeLocks : s_betweenLooks);
        var after = Times(first);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var second = FreezeSource.Read(request);
        var threads = second.Threads.ToDictionary(thread => thread.Id);
        return first with
        {
            Capture = first.Capture with
            {
                Pause = first.Capture.Pause + second.Capture.Pause,
                Attempts = first.Capture.Attempts + second.Capture.Attempts,
                CopiedBytes = first.Capture.CopiedBytes + second.Capture.CopiedBytes,
            },
            Threads = [.. first.Threads.Select(thread => threads.TryGetValue(thread.Id, out var later) && later.OsId == thread.OsId
                && before.TryGetValue(thread.OsId, out var from) && after.TryGetValue(thread.OsId, out var to)
                    ? thread with { Progress = new Progress(elapsed, BusyBetween(from, to, elapsed), Common(thread, later), Own(thread, line: true).SequenceEqual(Own(later, line: true)))
                    {
                        SameCall = thread.Call is not null && thread.Call == later.Call,
                    } }
                    : thread)],
        };
    }

    /// <summary>A thread that runs code of the program, or a finalizer in one.</summary>
    private static bool IsCandidate(ThreadInfo thread) =>
        thread.Frames.Any(frame => !frame.IsFramework)
        && (thread.Kind == ThreadKind.Finalizer || WaitsForANativeLock(thread) || thread is { Activity: ThreadActivity.Running, Kind: not (ThreadKind.Runtime or ThreadKind.Timer), NativeState: 'R' });

    private static bool WaitsForANativeLock(ThreadInfo thread) =>
        thread is { Call.Kind: NativeCallKind.Mutex or NativeCallKind.FileLock, Kind: not (ThreadKind.Runtime or ThreadKind.Timer) } && thread.Frames.Any(frame => !frame.IsFramework);

    private static int Common(ThreadInfo first, ThreadInfo second) =>
        Own(first, line: false).Reverse().Zip(Own(second, line: false).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>The methods of the program on the stack, innermost first: those of the framework come and go.</summary>
    private static IEnumerable<string> Own(ThreadInfo thread, bool line) =>
        thread.Frames.Where(frame => !frame.IsFramework).Select(frame => line ? $"{frame.Method} {frame.Line}" : frame.Method);

    /// <summary>
    /// The time in which a thread ran or was kept from it. Whoever sleeps and has to wait for a processor each time that it
    /// wakes is in the queue for most of the time on a busy machine: its waiting counts only when it has not slept.
    /// </summary>
    internal static TimeSpan BusyBetween(ThreadTimes from, ThreadTimes to, TimeSpan elapsed)
    {
        var ran = to.Ran - from.Ran;
        var hasSlept = to.Sleeps - from.Sleeps > 1;
        return hasSlept && ran < elapsed / 2 ? ran : ran + to.Queued - from.Queued;
    }

    /// <summary>proc(5): schedstat and status. A thread that ended, or a kernel that does not count, has none: then no progress is known.</summary>
    private static Dictionary<uint, ThreadTimes> Times(ProcessSnapshot snapshot)
    {
        var files = new ProcFiles("/proc");
        var times = new Dictionary<uint, ThreadTimes>();
        foreach (var thread in snapshot.Threads)
        {
            if (files.TimesOf(snapshot.Target.ProcessId, (int)thread.OsId) is { } found)
            {
                times[thread.OsId] = found;
            }
        }

        return times;
    }
}
