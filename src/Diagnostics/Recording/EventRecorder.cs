using System.Diagnostics.Tracing;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace Unravel.Diagnostics.Recording;

/// <summary>
/// Records the events of waits of a process: contention on locks, and, from .NET 9 on, every wait of the runtime. Never
/// the events of tasks, which cost a target up to 45 % of its speed.
/// </summary>
internal static class EventRecorder
{
    private const string Provider = "Microsoft-Windows-DotNETRuntime";

    // docs: learn.microsoft.com/dotnet/fundamentals/diagnostics/runtime-events; WaitHandle came with .NET 9.
    private const long Contention = 0x4000;
    private const long WaitHandle = 0x400_0000_0000;
    private const long LoaderAndCode = 0x8 | 0x10 | 0x20 | 0x2_0000;

    private const int BufferMegabytes = 64;

    /// <summary>Stopping makes the runtime list all its methods, which takes a large program seconds.</summary>
    private static readonly TimeSpan s_toStop = TimeSpan.FromSeconds(30);

    /// <summary>Records into a file until the time is over.</summary>
    /// <exception cref="ToolException">The runtime does not answer, or not in time.</exception>
    public static async Task RecordAsync(int processId, TimeSpan duration, string file, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(duration + s_toStop);
        try
        {
            EventPipeProvider[] providers = [new(Provider, EventLevel.Verbose, Contention | WaitHandle | LoaderAndCode)];
            using var session = await new DiagnosticsClient(processId)
                .StartEventPipeSessionAsync(providers, requestRundown: true, BufferMegabytes, deadline.Token).ConfigureAwait(false);
            await using var stream = File.Create(file);
            var copying = session.EventStream.CopyToAsync(stream, deadline.Token);
            try
            {
                await Task.Delay(duration, cancellation).ConfigureAwait(false);
            }
            finally
            {
                // The session must not go on in the target, whatever became of us.
                using var stop = new CancellationTokenSource(s_toStop);
                await session.StopAsync(stop.Token).ConfigureAwait(false);
            }

            await copying.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolException($"Process {processId} did not end the recording within {s_toStop.TotalSeconds:0} s; it is busy or hangs. Look at it with 'dotnet unravel {processId}'.", ToolException.CouldNotLook);
        }
        catch (Exception exception) when (exception is DiagnosticsClientException or IOException or SocketException or UnauthorizedAccessException or TimeoutException)
        {
            throw new ToolException($"Process {processId} could not be asked for its events: {exception.Message.TrimEnd('.')}.", ToolException.CouldNotLook);
        }
    }
}
