using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>
/// The child process that traces the target and loads the debugging library. That library can crash; here a crash ends
/// this process alone, and the kernel lets the target go on.
/// </summary>
internal static class Worker
{
    /// <summary>The hidden verb that turns the tool into its worker.</summary>
    public const string Verb = "--worker";

    /// <summary>Reads one request, answers it, and ends. Ends at once when the pipe to the tool closes: its tool is gone.</summary>
    public static async Task RunAsync(Stream input, Stream output)
    {
        var request = await WorkerMessages.ReadAsync<WorkerRequest>(input, CancellationToken.None).ConfigureAwait(false);
        if (request is null)
        {
            return;
        }

        // Ctrl-C in a terminal reaches both processes; the tool decides, and closes the pipe.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        EndWithTool(input);
        await WorkerMessages.WriteAsync(output, Answer(request), CancellationToken.None).ConfigureAwait(false);
    }

    private static WorkerAnswer Answer(WorkerRequest request)
    {
        try
        {
            return new WorkerAnswer
            {
                Snapshot = ProcessFamily.AddTo(request.DumpPath is { } path ? DumpSource.Read(request, path) : SecondLook.AddTo(FreezeSource.Read(request), request)),
            };
        }
        catch (CannotLookException exception)
        {
            return new WorkerAnswer { Failure = new WorkerFailure(exception.Message, exception is TraceRefusedException) };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The debugging library throws anything when memory is not what it expects; the tool gets a sentence, not a crash.
            var message = Directory.Exists($"/proc/{request.Target.ProcessId}")
                ? $"Process {request.Target.ProcessId} could not be read: {exception.Message.TrimEnd('.')} ({exception.GetType().Name}); try again."
                : new TargetGoneException(request.Target.ProcessId).Message;
            return new WorkerAnswer { Failure = new WorkerFailure(message, IsTraceRefused: false) };
        }
    }

    private static void EndWithTool(Stream input) => new Thread(() =>
    {
        try
        {
            while (input.ReadByte() >= 0)
            {
                // nothing more is expected
            }
        }
        catch (IOException)
        {
            // closed the hard way: the same
        }

        Environment.Exit(0);
    })
    { IsBackground = true, Name = "end with the tool" }.Start();
}
