using System.ComponentModel;
using System.Diagnostics;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Launching;

/// <summary>Starts the worker, asks it one thing, and ends it whatever happens.</summary>
internal static class WorkerProcess
{
    /// <summary>Reading the largest targets takes seconds; after this the worker hangs.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(3);

    /// <summary>How often a look is begun anew: the library crashes on a copy that was made at a bad moment, and the next one is another.</summary>
    private const int MaxCrashes = 3;

    /// <summary>128 + SIGABRT and 128 + SIGSEGV: the library crashed. Whoever kills the worker does not want another one.</summary>
    private static readonly int[] s_crashes = [134, 139];

    /// <summary>What the runtime writes before an exception that ends its process; here it ended the worker and not the tool.</summary>
    private const string Unhandled = "Unhandled exception. ";

    /// <summary>128 + SIGINT.</summary>
    private const int Interrupted = 130;

    private static readonly TimeSpan s_untilTheToolIsTold = TimeSpan.FromSeconds(1);

    private static Task<Process>? s_ready;

    private static Task s_ending = Task.CompletedTask;

    /// <summary>
    /// Starts the worker of the first look already, where one is certain to come: it gets ready while the command line is
    /// read. One that is asked nothing ends with the tool, as its input is closed then.
    /// </summary>
    public static void Prepare() => s_ready = Task.Run(() =>
    {
        var worker = Start();
        HeapPages.Ask();
        return worker;
    });

    /// <exception cref="ToolException">The worker crashed, hung or could not be started.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the worker is gone.</exception>
    public static async Task<WorkerAnswer> AskAsync(WorkerRequest request, TimeSpan deadline, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(deadline);
        for (var crashes = 1; ; crashes++)
        {
            if (await AskOnceAsync(request, deadline, mayCrash: crashes < MaxCrashes && !request.IsOfFile, timeout, cancellation).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }
    }

    /// <summary>Waits until the worker that has answered is gone: the kernel takes its memory back while the answer is looked at.</summary>
    public static Task AwaitEndAsync() => s_ending;

    /// <returns>Null when the library crashed and may be tried again.</returns>
    private static async Task<WorkerAnswer?> AskOnceAsync(
        WorkerRequest request, TimeSpan deadline, bool mayCrash, CancellationTokenSource timeout, CancellationToken cancellation)
    {
        await AwaitEndAsync().ConfigureAwait(false);
        var process = await (Interlocked.Exchange(ref s_ready, null) ?? Task.FromResult(Start())).ConfigureAwait(false);
        var hasAnswered = false;
        try
        {
            WorkerMessages.Write(process.StandardInput.BaseStream, request);

            // Read its errors meanwhile: a full pipe would hang it.
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);

            // Given up, the worker is ended below, which ends this reading too.
            var answer = await Task.Run(() => WorkerMessages.ReadAnswer(process.StandardOutput.BaseStream, TaskChains.NumberAhead), CancellationToken.None).WaitAsync(timeout.Token).ConfigureAwait(false);
            hasAnswered = answer is not null;
            if (answer is null)
            {
                await ThrowIfInterruptedAsync(process, timeout.Token, cancellation).ConfigureAwait(false);
            }

            if (answer is null && mayCrash)
            {
                mayCrash = s_crashes.Contains(process.ExitCode);
            }

            return answer is not null || mayCrash ? answer : throw await CrashedAsync(process, errors, request, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolException(
                $"Reading {What(request)} took longer than {deadline.TotalSeconds:0} s and was given up{(request.IsOfFile ? "; it may be damaged" : Goes(request))}.",
                ToolException.CouldNotLook);
        }
        catch (IOException)
        {
            await ThrowIfInterruptedAsync(process, timeout.Token, cancellation).ConfigureAwait(false);
            throw new ToolException(
                $"The reader of {What(request)} ended before it could be asked{Goes(request)}.", ToolException.CouldNotLook);
        }
        finally
        {
            Kill(process);

            // Who has answered holds nothing of the target any more. A killed tracer releases its tracees before it can be waited for.
            if (hasAnswered)
            {
                s_ending = Task.Run(() => End(process), CancellationToken.None);
            }
            else
            {
                End(process);
            }
        }
    }

    /// <summary>
    /// Ctrl-C in a terminal reaches the worker too, and ends it while it starts; the tool may be told a moment later. Waits for
    /// the process to end.
    /// </summary>
    private static async Task ThrowIfInterruptedAsync(Process process, CancellationToken timeout, CancellationToken cancellation)
    {
        await process.WaitForExitAsync(timeout).ConfigureAwait(false);
        if (process.ExitCode == Interrupted)
        {
            await Task.Delay(s_untilTheToolIsTold, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static string What(WorkerRequest request) => request.IsOfFile ? $"the dump '{request.DumpPath}'" : $"process {request.Target.ProcessId}";

    private static string Goes(WorkerRequest request) => request.IsOfFile ? "" : "; the process itself goes on";

    private static Process Start()
    {
        var host = Environment.ProcessPath ?? DotNetHost.Find();
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Otherwise its runtime makes a socket and pipes in the temporary folder, which stay there when it is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Worker.Verb);
        try
        {
            return Process.Start(start) ?? throw new ToolException($"'{host}' could not be started to read the process.", ToolException.CouldNotLook);
        }
        catch (Win32Exception exception)
        {
            throw new ToolException(
                $"'{host}' could not be started to read the process: {new Win32Exception(exception.NativeErrorCode).Message}; install the tool for the user who runs it.",
                ToolException.CouldNotLook);
        }
    }

    private static async Task<ToolException> CrashedAsync(Process process, Task<string> errors, WorkerRequest request, CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var said = (await errors.ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return new ToolException(
            $"The debugging library of .NET crashed (exit code {process.ExitCode}) while reading {What(request)}{Goes(request)}{(request.IsOfFile ? "." : "; try again.")}"
            + (said is null ? "" : $" It said: {said.Replace(Unhandled, "", StringComparison.Ordinal).Trim()}"),
            ToolException.CouldNotLook);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it has ended
        }
    }

    private static void End(Process process)
    {
        using (process)
        {
            process.WaitForExit();
        }
    }
}
