using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Events;

/// <summary>
/// Makes a snapshot of a short sample of the runtime's events: the stacks of the threads and nothing else. It needs neither
/// the right to trace nor the debugging library, only that the runtime's own server answers.
/// </summary>
internal static class SampleSource
{
    /// <summary>The sampler looks at every thread once a millisecond; the first looks are late on a busy machine.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    /// <exception cref="CannotLookException">The runtime does not answer, or not in time.</exception>
    public static ProcessSnapshot Read(WorkerRequest request)
    {
        // The client waits for its answers without limit: a thread of its own does, which ends with this process.
        NetTraceReader? trace = null;
        Exception? failure = null;
        var reading = new Thread(() =>
        {
            try
            {
                trace = Sample(request.Target.ProcessId);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        { IsBackground = true, Name = "sample" };
        reading.Start();
        if (!reading.Join(s_deadline))
        {
            throw new CannotLookException($"Process {request.Target.ProcessId} did not answer a request for a sample within {s_deadline.TotalSeconds:0} s; the session ends with this look.");
        }

        return failure switch
        {
            null => Snapshot(request.Target, trace!, NativeThreads.Read(request.Target.ProcessId)),
            _ when ProcessEnd.Comes(request.Target.ProcessId) => throw new TargetGoneException(request.Target.ProcessId),
            DiagnosticsClientException or IOException or SocketException or UnauthorizedAccessException or InvalidDataException or TimeoutException =>
                throw new CannotLookException($"Process {request.Target.ProcessId} could not be asked for a sample: {failure.Message.TrimEnd('.')}.", failure),
            _ => throw failure,
        };
    }

    private static NetTraceReader Sample(int processId)
    {
        const long Loader = 0x8;
        const long Jit = 0x10;
        const long NGen = 0x20;
        EventPipeProvider[] providers =
        [
            new("Microsoft-DotNETCore-SampleProfiler", System.Diagnostics.Tracing.EventLevel.Informational),
            new("Microsoft-Windows-DotNETRuntime", System.Diagnostics.Tracing.EventLevel.Informational, Loader | Jit | NGen),
        ];
        using var session = new DiagnosticsClient(processId).StartEventPipeSession(providers, requestRundown: true, circularBufferMB: 64);
        using var stop = new Timer(_ => Stop(session), null, s_window, Timeout.InfiniteTimeSpan);
        var trace = new NetTraceReader();
        trace.Read(session.EventStream); // drained while it is stopped: else both would wait for each other
        return trace;
    }

    private static void Stop(EventPipeSession session)
    {
        try
        {
            session.Stop();
        }
        catch (Exception exception) when (exception is DiagnosticsClientException or IOException or SocketException or ObjectDisposedException)
        {
            // the process or the session has ended: the reader hears of it
        }
    }

    internal static ProcessSnapshot Snapshot(TargetInfo target, NetTraceReader trace, NativeThreads native)
    {
        var folder = trace.Samples.Values.SelectMany(sample => trace.StackOf(sample.Stack))
            .Select(address => trace.Methods.Find(address)?.Module)
            .FirstOrDefault(module => module is not null && Path.GetFileName(module) == RuntimeFacts.CoreLibraryFile);
        var frames = new TraceFrames(trace, Path.GetDirectoryName(folder) ?? "");
        var threads = trace.Samples.OrderBy(pair => pair.Key)
            .Select(pair => frames.ThreadOf((uint)pair.Key, pair.Value.Stack, native, target.ProcessId))
            .ToImmutableArray();
        var sampled = threads.Select(thread => thread.OsId).ToHashSet();
        var others = new ProcFiles("/proc").Threads(target.ProcessId).Where(id => !sampled.Contains((uint)id))
            .Select(id => ProcSource.Thread(native, (uint)id, target.ProcessId))
            .Where(thread => thread.Kind is not ThreadKind.Dedicated || !threads.IsEmpty);
        return new ProcessSnapshot
        {
            Target = target,
            Capture = new CaptureInfo
            {
                Source = CaptureSource.Events,
                At = DateTimeOffset.Now,
                Detail = CaptureDetail.Stacks,
                HeapIsComplete = false,
                PartlySeenBecause = "only stacks were seen",
                Limitations = ["locks, tasks and lines: a sample of the runtime's events has stacks only; thread numbers are those of the operating system"],
            },
            Threads = [.. threads, .. others],
            Lost = new LostWaits { UnknownBecause = "only stacks were seen" },
        };
    }
}
