using System.Diagnostics.Tracing;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Recording;

/// <summary>
/// The counters of a runtime while somebody watches it: the runtime sums them up itself and sends a few numbers a second,
/// which costs the target next to nothing. Where it does not answer there are none, and nobody waits for them.
/// </summary>
internal sealed class CounterFeed : IAsyncDisposable
{
    private const string Provider = "System.Runtime";

    // learn.microsoft.com/dotnet/core/diagnostics/available-counters
    private const string Contentions = "monitor-lock-contention-count";
    private const string WorkItemsDone = "threadpool-completed-items-count";

    private static readonly TimeSpan s_toAnswer = TimeSpan.FromSeconds(5);

    private readonly Task<EventPipeSession?> _session;
    private volatile RuntimeCounters? _now;

    private CounterFeed(int processId) => _session = Task.Run(() => StartAsync(processId));

    /// <summary>The last numbers; null before the first.</summary>
    public RuntimeCounters? Now => _now;

    /// <summary>Asks for the counters and returns at once.</summary>
    public static CounterFeed Of(int processId) => new(processId);

    public async ValueTask DisposeAsync()
    {
        if (await _session.ConfigureAwait(false) is not { } session)
        {
            return;
        }

        try
        {
            using var deadline = new CancellationTokenSource(s_toAnswer);
            await session.StopAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            // It has ended, or does not answer: closing the stream ends the session too.
        }

        session.Dispose();
    }

    private async Task<EventPipeSession?> StartAsync(int processId)
    {
        try
        {
            using var deadline = new CancellationTokenSource(s_toAnswer);
            var provider = new EventPipeProvider(Provider, EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
            var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([provider], requestRundown: false, circularBufferMB: 1, deadline.Token).ConfigureAwait(false);
            new Thread(() => Read(session.EventStream)) { IsBackground = true, Name = "counters" }.Start();
            return session;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return null;
        }
    }

    private void Read(Stream stream)
    {
        try
        {
            using var source = new EventPipeEventSource(stream);
            source.Dynamic.All += Take;
            source.Process();
        }
        catch (Exception exception) when (IsExpected(exception) || exception is FormatException or EndOfStreamException)
        {
            _now = null;
        }
    }

    private void Take(TraceEvent @event)
    {
        if (@event.EventName == "EventCounters" && @event.PayloadValue(0) is IDictionary<string, object> outer && outer["Payload"] is IDictionary<string, object> counter
            && counter.TryGetValue("Increment", out var increment) && increment is double value)
        {
            var now = _now ?? new RuntimeCounters(null, null);
            _now = counter["Name"] switch
            {
                Contentions => now with { Contentions = value },
                WorkItemsDone => now with { WorkItemsDone = value },
                _ => now,
            };
        }
    }

    private static bool IsExpected(Exception exception) =>
        exception is DiagnosticsClientException or IOException or SocketException or UnauthorizedAccessException or TimeoutException or OperationCanceledException or ObjectDisposedException;
}
