using Spectre.Console;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Acquisition.Dumping;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary>
/// Makes a snapshot of a live process by the way that the user chose, or by the best that works: down the ladder, saying at
/// each step why the one above it could not be taken.
/// </summary>
internal sealed class LiveAcquisition(Func<DotNetProcesses> processes, LookOptions options)
{
    /// <summary>Dumps take about 11 ms a thread, whatever their type; a user should know before.</summary>
    private const int ManyThreads = 200;

    private static readonly TimeSpan s_passiveDeadline = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_dumpDeadline = TimeSpan.FromMinutes(2);

    /// <exception cref="ToolException">It cannot be looked at that way, or in no way.</exception>
    public async Task<ProcessSnapshot> AcquireAsync(int processId, IAnsiConsole progress, CancellationToken cancellation)
    {
        var process = processes().Get(processId);
        if (process.Attach is { Obstacle: AttachObstacle.NotDotNet or AttachObstacle.Ended, Reason: { } hopeless })
        {
            throw new ToolException(hopeless, ToolException.CouldNotLook);
        }

        var descent = new Descent(options.Mode, Descent.WaysHere);
        for (var isFirst = true; descent.Next is { } way; isFirst = false)
        {
            // Looked at anew for each further one: a process that was stopped meanwhile must not be asked for anything.
            process = isFirst ? process : processes().Get(processId);
            var obstacle = Ladder.Of(process, Environment.IsPrivilegedProcess).Single(rung => rung.Mode == way).NotBecause
                ?? (way == LookMode.Dump && options.NeverDump ? "A dump for each look would stop the process for too long." : null);
            if (obstacle is null)
            {
                var answer = await LookAsync(way, process, descent, progress, cancellation).ConfigureAwait(false);
                if (answer.Snapshot is { } snapshot)
                {
                    return descent.Annotate(snapshot);
                }

                descent.Failed(way, answer.Failure ?? new WorkerFailure("The reader gave no answer; try again.", FailureKind.Other));
            }
            else
            {
                descent.Blocked(way, obstacle);
            }
        }

        throw new ToolException(descent.LastReason, ToolException.CouldNotLook);
    }

    private Task<WorkerAnswer> LookAsync(LookMode way, ProcessInfo process, Descent descent, IAnsiConsole progress, CancellationToken cancellation)
    {
        if (way == LookMode.Dump)
        {
            progress.WriteLine($"{(descent.LastReason.Length > 0 ? descent.LastReason + " " : "")}Asking the process to write a dump instead; it stands still meanwhile"
                + (process.Threads > ManyThreads ? $", about {process.Threads * 11 / 1000.0:0.0} s with its {process.Threads} threads." : "."));
            return LookAtDumpAsync(process, progress, cancellation);
        }

        if (options.Mode == LookMode.Auto && descent.LastReason.Length > 0)
        {
            progress.WriteLine($"{descent.LastReason} {Descent.Instead(way)}");
        }

        var answer = WorkerProcess.AskAsync(Request(process) with { Mode = way }, Deadline(way), cancellation);
        options.Meanwhile?.Invoke();
        return answer;
    }

    // The library can follow a list for ever that was read while it changed; a deep search of a large heap takes its time.
    private TimeSpan Deadline(LookMode way) => way == LookMode.Passive && !options.Deep ? s_passiveDeadline : WorkerProcess.DefaultDeadline;

    private async Task<WorkerAnswer> LookAtDumpAsync(ProcessInfo process, IAnsiConsole progress, CancellationToken cancellation)
    {
        try
        {
            using var dump = await TemporaryDump.WriteAsync(process.Id, options.DumpFolder, s_dumpDeadline, cancellation).ConfigureAwait(false);
            var answer = await WorkerProcess.AskAsync(Request(process) with { DumpPath = dump.Path }, WorkerProcess.DefaultDeadline, cancellation).ConfigureAwait(false);
            if (options.KeepDump)
            {
                progress.WriteLine($"The dump is kept in '{dump.Keep()}'; it holds the memory of the process, with whatever secrets are in it.");
            }

            return answer.Snapshot is { } snapshot ? new WorkerAnswer { Snapshot = snapshot with { Capture = snapshot.Capture with { Pause = dump.Duration } } } : answer;
        }
        catch (CannotLookException exception)
        {
            return new WorkerAnswer { Failure = new WorkerFailure(exception.Message, exception.Kind) };
        }
    }

    private WorkerRequest Request(ProcessInfo process) => new()
    {
        Target = new TargetInfo { ProcessId = process.Id, Name = process.Name, RuntimeVersion = process.RuntimeVersion },
        BySystem = !OperatingSystem.IsLinux(),
        MaxPause = options.MaxPause,
        Deep = options.Deep,
    };
}
