using System.Globalization;

namespace Unravel.Diagnostics.Preconditions.Checkup;

/// <summary>What holds for one target.</summary>
internal sealed class TargetCheckup(ProcFolder proc, DotNetProcesses processes)
{
    /// <summary>Dumps take about 11 ms a thread, whatever their type.</summary>
    private const double DumpMillisecondsPerThread = 11;

    private const double DumpMillisecondsAtLeast = 300;

    /// <summary>Measured: 88 to 127 ms for 138 to 202 MB, 137 to 174 ms for 2,000 threads, 4 to 12 ms for a small target.</summary>
    private const double FreezeMillisecondsAtLeast = 5;

    private const double FreezeMillisecondsPerMegabyte = 0.6;
    private const double FreezeMillisecondsPerThread = 0.07;

    public IEnumerable<Check> Run(int processId)
    {
        var process = processes.Get(processId);
        if (process.Attach is { Obstacle: AttachObstacle.NotDotNet or AttachObstacle.Ended, Reason: { } reason })
        {
            yield return Check.Bad("target", reason, null);
            yield break;
        }

        yield return Check.Good("target", $"'{process.Name}', .NET {process.RuntimeVersion ?? "of unknown version"}, {process.Threads} threads, user '{process.User}'.");
        yield return Trace(process);
        yield return State(process);
        yield return Socket(process);
        yield return Namespaces(processId);
        yield return Space(process);
        yield return Pause(process);
    }

    private static Check Trace(ProcessInfo process) => process.Attach switch
    {
        { Obstacle: AttachObstacle.Yama, Reason: { } reason } => Check.Bad("tracing", reason, Remedies.Yama),
        { Answer: AttachAnswer.Yes } => Check.Good("tracing", "This user may trace it."),
        { Obstacle: AttachObstacle.AlreadyTraced, Reason: { } reason } => Check.Bad("tracing", reason, Remedies.Shell("--mode passive reads it beside the other tracer")),
        { Obstacle: AttachObstacle.OtherUser, Reason: { } reason } => Check.Bad("tracing", reason, Remedies.OtherUser(process.User)),
        { Reason: { } reason } => Check.Bad("tracing", reason, Remedies.TraceRight),
        _ => Check.Mind("tracing", "It cannot be told whether this user may trace it."),
    };

    private static Check State(ProcessInfo process) => process switch
    {
        { IsStopped: true } => Check.Mind("state", "It is stopped by a signal: it can be read, but it answers no request for a dump or a sample.", Remedies.Shell($"kill -CONT {process.Id}")),
        { IsTracedStop: true } => Check.Mind("state", "Its tracer holds it: it answers no request for a dump or a sample.", Remedies.Shell("let it go on in the debugger")),
        _ => Check.Good("state", "It is not stopped."),
    };

    private static Check Socket(ProcessInfo process) => process.Listens
        ? Check.Good("diagnostics socket", "It is there: dumps and samples can be asked for.")
        : Check.Mind("diagnostics socket", "None was found: no dump and no sample can be asked for.", Remedies.Socket);

    private Check Namespaces(int processId)
    {
        var own = new TargetSocket(proc).OwnIdOf(processId);
        var otherPids = own != processId;
        var otherFiles = proc.ReadLink(processId, "ns/mnt") is { } mounts && mounts != proc.ReadLink(Environment.ProcessId, "ns/mnt");
        return (otherPids, otherFiles) switch
        {
            (false, false) => Check.Good("namespaces", "It shares pid and mount namespace with this process."),
            _ when Directory.Exists(proc.PathOf(processId, "root/proc")) || Directory.Exists(proc.PathOf(processId, "root/tmp")) =>
                Check.Good("namespaces", $"It has namespaces of its own{(otherPids ? $" (process {own} there)" : "")}; its files are read through /proc/{processId}/root."),
            _ => Check.Bad("namespaces", $"It has a mount namespace of its own, and /proc/{processId}/root may not be entered.", Remedies.SameNamespace),
        };
    }

    private Check Space(ProcessInfo process)
    {
        var needed = ResidentBytes(process.Id);
        var folder = proc.PathOf(process.Id, "root") + (new TargetSocket(proc).TemporaryFolderOf(process.Id) ?? "/tmp");
        try
        {
            var free = new DriveInfo(Directory.Exists(folder) ? folder : Path.GetTempPath()).AvailableFreeSpace;
            var text = $"A dump of it may take {needed >> 20} MB and more; {free >> 20} MB are free where it would be written.";
            return free < needed * 2 ? Check.Mind("space", text, Remedies.Space) : Check.Good("space", text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Check.Mind("space", $"A dump of it may take {needed >> 20} MB and more; how much is free cannot be told.", Remedies.Space);
        }
    }

    private Check Pause(ProcessInfo process)
    {
        var megabytes = ResidentBytes(process.Id) / 1048576.0;
        var freeze = FreezeMillisecondsAtLeast + (megabytes * FreezeMillisecondsPerMegabyte) + (process.Threads * FreezeMillisecondsPerThread);
        var dump = DumpMillisecondsAtLeast + (process.Threads * DumpMillisecondsPerThread);
        return Check.Good("expected pause", string.Create(
            CultureInfo.InvariantCulture, $"At most about {freeze:0} ms when it is copied, about {dump / 1000:0.0} s when it writes a dump; none with --mode passive."));
    }

    private long ResidentBytes(int processId) =>
        proc.Read(processId, "statm")?.Split(' ') is [_, var pages, ..] && long.TryParse(pages, CultureInfo.InvariantCulture, out var count)
            ? count * Environment.SystemPageSize
            : 0;
}
