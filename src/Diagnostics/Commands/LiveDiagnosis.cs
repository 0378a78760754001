using Spectre.Console;
using Unravel.Catalog;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Acquisition.Dumping;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary>Acquires a snapshot of a live process, checks it, and prints what was found.</summary>
internal sealed class LiveDiagnosis(Func<DotNetProcesses> processes, TextOptions text, TimeSpan maxPause, bool deep = false) : IDiagnosis
{
    /// <summary>Dumps take about 11 ms a thread, whatever their type; a user should know before.</summary>
    private const int ManyThreads = 200;

    private static readonly TimeSpan s_dumpDeadline = TimeSpan.FromMinutes(2);

    public async Task<DiagnosisOutcome> RunAsync(int processId, IAnsiConsole output, IAnsiConsole progress, CancellationToken cancellation)
    {
        var report = RuntimeRules.Check(await LookAsync(processId, progress, cancellation).ConfigureAwait(false));
        TextReport.Write(output, report, text);
        return new DiagnosisOutcome(ExitCodes.Of(report), [.. report.Findings.Select(finding => finding.RuleId).Distinct()]);
    }

    /// <summary>The snapshot alone.</summary>
    public Task<ProcessSnapshot> LookAsync(int processId, IAnsiConsole progress, CancellationToken cancellation) =>
        OperatingSystem.IsLinux()
            ? AcquireAsync(processes().Get(processId), progress, cancellation)
            : throw new ToolException("Looking at a live process works on Linux only so far.", ToolException.CouldNotLook);

    private async Task<ProcessSnapshot> AcquireAsync(ProcessInfo process, IAnsiConsole progress, CancellationToken cancellation)
    {
        if (IsHopeless(process.Attach.Obstacle))
        {
            throw new ToolException(process.Attach.Reason ?? $"Process {process.Id} cannot be looked at.", ToolException.CouldNotLook);
        }

        var target = new TargetInfo { ProcessId = process.Id, Name = process.Name, RuntimeVersion = process.RuntimeVersion };
        if (process.Attach.MayTry)
        {
            var answer = await WorkerProcess.AskAsync(
                new WorkerRequest { Target = target, MaxPause = maxPause, Deep = deep }, WorkerProcess.DefaultDeadline, cancellation).ConfigureAwait(false);
            if (answer.Failure is not { IsTraceRefused: true })
            {
                return Snapshot(answer);
            }
        }

        // Looked at again: a request for a dump to a stopped process stays queued and runs when it is continued.
        if (processes().Get(process.Id).IsStopped)
        {
            throw new ToolException(
                $"Process {process.Id} is stopped and may not be traced by this user; a stopped process cannot write a dump either. Continue it with 'kill -CONT {process.Id}' or run as root.",
                ToolException.CouldNotLook);
        }

        return await AcquireFromDumpAsync(process, target, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Neither tracing nor a dump can work. Root without the right to trace may still ask another user's process for a dump.</summary>
    private static bool IsHopeless(AttachObstacle obstacle) =>
        obstacle is AttachObstacle.NotDotNet or AttachObstacle.Ended or AttachObstacle.AlreadyTraced
        || (obstacle == AttachObstacle.OtherUser && !Environment.IsPrivilegedProcess);

    private async Task<ProcessSnapshot> AcquireFromDumpAsync(
        ProcessInfo process, TargetInfo target, IAnsiConsole progress, CancellationToken cancellation)
    {
        progress.WriteLine($"{process.Attach.Reason ?? "The kernel refuses tracing."} Asking the process to write a dump instead; it stands still meanwhile"
            + (process.Threads > ManyThreads ? $", about {process.Threads * 11 / 1000.0:0.0} s with its {process.Threads} threads." : "."));
        try
        {
            using var dump = await TemporaryDump.WriteAsync(process.Id, s_dumpDeadline, cancellation).ConfigureAwait(false);
            var answer = await WorkerProcess.AskAsync(
                new WorkerRequest { Target = target, DumpPath = dump.Path, Deep = deep }, WorkerProcess.DefaultDeadline, cancellation).ConfigureAwait(false);
            var snapshot = Snapshot(answer);
            return snapshot with { Capture = snapshot.Capture with { Pause = dump.Duration } };
        }
        catch (CannotLookException exception)
        {
            throw new ToolException(exception.Message, ToolException.CouldNotLook);
        }
    }

    private static ProcessSnapshot Snapshot(WorkerAnswer answer) =>
        answer.Snapshot ?? throw new ToolException(answer.Failure?.Message ?? "The reader gave no answer; try again.", ToolException.CouldNotLook);
}
