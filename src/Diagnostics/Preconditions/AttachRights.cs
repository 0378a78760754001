using System.Globalization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// Foretells what the kernel will say to a tracer, in the order in which it asks (ptrace(2), "Ptrace access mode
/// checking"), so that the user reads a reason where the kernel only says EPERM.
/// </summary>
internal sealed class AttachRights(ProcFolder proc, UserNames users)
{
    private readonly ProcStatus? _self = ProcStatus.Parse(proc.ReadAt("self/status"));
    private readonly int _yama =
        int.TryParse(proc.ReadAt("sys/kernel/yama/ptrace_scope"), CultureInfo.InvariantCulture, out var scope) ? scope : 0;

    /// <param name="mapsAreReadable">Whether <c>/proc/pid/maps</c> could be read, which asks the same questions but Yama's.</param>
    /// <param name="isDotNet">Whether a runtime was found in it; only meant when the maps are readable.</param>
    public AttachRight To(int id, ProcStat stat, ProcStatus? status, bool mapsAreReadable, bool isDotNet) =>
        Life(id, stat)
        ?? (mapsAreReadable && !isDotNet ? NotDotNet(id, stat) : null)
        ?? Tracer(id, status)
        ?? (_self is { MayTraceOthers: true } ? null : Identity(id, status) ?? Dumpable(id, mapsAreReadable))
        ?? Yama(id)
        ?? Stopped(id, stat)
        ?? AttachRight.Granted;

    private static AttachRight? Life(int id, ProcStat stat) =>
        stat.State is 'Z' or 'X'
            ? AttachRight.Denied(
                AttachObstacle.Ended,
                $"Process {id} has ended and only waits for its parent {stat.Parent} to notice; there is nothing left to look at.")
            : null;

    private static AttachRight NotDotNet(int id, ProcStat stat) =>
        AttachRight.Denied(
            AttachObstacle.NotDotNet,
            $"Process {id} ('{TerminalText.Escape(stat.Command)}') runs no .NET runtime; 'dotnet unravel ps' lists the processes that do.");

    private AttachRight? Tracer(int id, ProcStatus? status)
    {
        if (status is not { TracerId: not 0 and var thread })
        {
            return null;
        }

        // The kernel names the thread that traces, which in most debuggers is not the main one.
        var tracer = ProcStatus.Parse(proc.Read(thread, "status")) is { Group: > 0 and var process } ? process : thread;

        var name = ProcStat.Parse(proc.Read(tracer, "stat"))?.Command is { } command ? $" ('{TerminalText.Escape(command)}')" : "";
        return AttachRight.Denied(
            AttachObstacle.AlreadyTraced,
            $"Process {id} is already traced by process {tracer}{name}, and only one tracer is allowed; end that one first.");
    }

    /// <summary>All ids of the target must be ours, and it must hold no capability that we lack.</summary>
    private AttachRight? Identity(int id, ProcStatus? status)
    {
        if (status is null || _self is null)
        {
            return null;
        }

        if (status.Users.Take(3).Any(user => user != _self.User))
        {
            var owner = users[status.User == _self.User ? status.Users[1] : status.User];
            return AttachRight.Denied(
                AttachObstacle.OtherUser,
                _self.User == 0
                    ? $"Process {id} belongs to user '{owner}' and this is root without the capability CAP_SYS_PTRACE; run the tool as '{owner}', or give the container that capability (--cap-add=SYS_PTRACE)."
                    : $"Process {id} belongs to user '{owner}' and this is user '{users[_self.User]}'; run the tool {(status.Users[1] == 0 ? "with sudo" : $"as '{owner}' (sudo -u {owner}) or as root")}.");
        }

        if (status.Groups.Take(3).Any(group => group != _self.Groups[0]))
        {
            return AttachRight.Denied(
                AttachObstacle.OtherUser,
                $"Process {id} runs with another group ({status.Groups[0]}) than this process ({_self.Groups[0]}); run the tool with that group (sg) or as root.");
        }

        return (status.Permitted & ~_self.Permitted) != 0
            ? AttachRight.Denied(
                AttachObstacle.MoreCapabilities,
                $"Process {id} holds capabilities that this process lacks (0x{status.Permitted & ~_self.Permitted:x}); run the tool with CAP_SYS_PTRACE (as root, or --cap-add=SYS_PTRACE in a container).")
            : null;
    }

    private static AttachRight? Dumpable(int id, bool mapsAreReadable) =>
        mapsAreReadable
            ? null
            : AttachRight.Denied(
                AttachObstacle.NotDumpable,
                $"Process {id} does not let itself be read (it was given extra rights at its start, or has switched dumps off); run the tool as root.");

    /// <summary>Nobody's ancestor traces here: the worker that attaches is a process of its own.</summary>
    private AttachRight? Yama(int id) => (_yama, _self?.MayTraceOthers) switch
    {
        (>= 3, _) => AttachRight.Denied(
            AttachObstacle.Yama,
            $"No process can be traced on this machine until its next start (kernel.yama.ptrace_scope is {_yama}); write a dump of process {id} and look at that."),
        (2, not true) => AttachRight.Denied(
            AttachObstacle.Yama,
            "Only root may trace processes on this machine (kernel.yama.ptrace_scope is 2); run the tool with sudo."),
        (1, not true) => new AttachRight(
            AttachAnswer.Perhaps,
            AttachObstacle.Yama,
            $"A process is traced by its ancestors only on this machine (kernel.yama.ptrace_scope is 1) unless it allows more itself; if process {id} does not, run the tool with sudo or set the scope to 0 (sudo sysctl kernel.yama.ptrace_scope=0)."),
        _ => null,
    };

    private static AttachRight? Stopped(int id, ProcStat stat) =>
        stat.State == 'T'
            ? new AttachRight(
                AttachAnswer.Yes,
                AttachObstacle.Stopped,
                $"Process {id} is stopped by a signal, so nothing in it can move; 'kill -CONT {id}' lets it go on.")
            : null;
}
