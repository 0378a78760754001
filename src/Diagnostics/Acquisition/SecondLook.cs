using System.Collections.Immutable;
using System.Globalization;
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
                    ? thread with { Progress = new Progress(elapsed, to - from, Common(thread, later), Own(thread, line: true).SequenceEqual(Own(later, line: true)))
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

    /// <summary>Time on a processor and in the queue for one, proc(5): schedstat.</summary>
    private static Dictionary<uint, TimeSpan> Times(ProcessSnapshot snapshot)
    {
        var times = new Dictionary<uint, TimeSpan>();
        foreach (var thread in snapshot.Threads)
        {
            try
            {
                var text = File.ReadAllText($"/proc/{snapshot.Target.ProcessId}/task/{thread.OsId}/schedstat").Split(' ');
                var nanoseconds = long.Parse(text[0], CultureInfo.InvariantCulture) + long.Parse(text[1], CultureInfo.InvariantCulture);
                times[thread.OsId] = TimeSpan.FromTicks(nanoseconds / 100);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
            {
                // it ended, or this kernel does not count: no progress is known
            }
        }

        return times;
    }
}
