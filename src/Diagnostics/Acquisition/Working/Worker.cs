using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Events;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Acquisition.Passive;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;

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
    public static void Run(Stream input, Stream output)
    {
        // Ctrl-C in a terminal reaches both processes; the tool decides, and closes the pipe.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        if (OperatingSystem.IsLinux())
        {
            FrozenProcess.CompileAhead(); // the tool still reads its command line
        }

        var request = WorkerMessages.ReadRequest(input);
        if (request is null)
        {
            return;
        }

        _ = Task.Run(HeapPages.Ask, CancellationToken.None);
        EndWithTool(input);
        AnswerWriter.WidenPipe();
        var writer = AnswerWriter.To(output);
        writer.Write(Answer(request, writer.SendAhead));
    }

    private static WorkerAnswer Answer(WorkerRequest request, Action<TaskTable> ahead)
    {
        try
        {
            return new WorkerAnswer { Snapshot = Look(request, ahead) };
        }
        catch (CannotLookException exception)
        {
            return new WorkerAnswer { Failure = new WorkerFailure(exception.Message, exception.Kind) };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The debugging library throws anything when memory is not what it expects; the tool gets a sentence, not a crash.
            var isAlive = request.IsOfFile || !ProcessEnd.Comes(request.Target.ProcessId);
            return new WorkerAnswer
            {
                Failure = isAlive
                    ? new WorkerFailure($"{What(request)} could not be read: {exception.Message.TrimEnd('.')} ({exception.GetType().Name}){(request.IsOfFile ? "" : "; try again")}.", FailureKind.Other)
                    : new WorkerFailure(new TargetGoneException(request.Target.ProcessId).Message, FailureKind.TargetGone),
            };
        }
    }

    private static string What(WorkerRequest request) => request.IsOfFile ? $"The dump '{request.DumpPath}'" : $"Process {request.Target.ProcessId}";

    private static ProcessSnapshot Look(WorkerRequest request, Action<TaskTable> ahead) => request switch
    {
        { IsOfFile: true } => DumpSource.Read(request, request.DumpPath!),
        { DumpPath: { } path } => Family(DumpSource.Read(request, path)),
        { BySystem: true } => Family(SystemSource.Read(request)),
        { Mode: LookMode.Passive } => ProcessFamily.AddTo(PassiveSource.Read(request)),
        { Mode: LookMode.Events } => SampleSource.Read(request),
        { Mode: LookMode.Proc } => ProcSource.Read(request),
        _ => ProcessFamily.AddTo(SecondLook.AddTo(FreezeSource.Read(request, ahead), request)),
    };

    /// <summary>Children and their pipes are told from /proc.</summary>
    private static ProcessSnapshot Family(ProcessSnapshot snapshot) => OperatingSystem.IsLinux() ? ProcessFamily.AddTo(snapshot) : snapshot with { Children = [] };

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
