using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>Finds .NET processes. Reads /proc only: no process notices it, and it needs no rights. Without /proc, those that publish themselves.</summary>
internal sealed class DotNetProcesses(ProcFolder proc, DiagnosticSockets sockets, UserNames users)
{
    private readonly AttachRights _rights = new(proc, users);

    public static DotNetProcesses OfThisMachine => new(new ProcFolder(), DiagnosticSockets.InTemporaryFolder, new UserNames());

    /// <summary>
    /// All .NET processes but this one, by id. Where a process of another user cannot be looked into, a diagnostics
    /// socket or a <c>dotnet</c> host is taken as the sign.
    /// </summary>
    public IReadOnlyList<ProcessInfo> All()
    {
        if (!OperatingSystem.IsLinux())
        {
            return PublishedProcesses.All();
        }

        var listening = sockets.All();
        var found = new List<ProcessInfo>();
        foreach (var id in proc.ProcessIds())
        {
            if (id != Environment.ProcessId && Look(id, (id, start) => listening.Contains((id, start))) is (true, { } process))
            {
                found.Add(process);
            }
        }

        return found;
    }

    /// <summary>Any process, also one that is not .NET: its <see cref="ProcessInfo.Attach"/> says so.</summary>
    /// <exception cref="ToolException">There is no such process.</exception>
    public ProcessInfo Get(int id) =>
        (OperatingSystem.IsLinux() ? Look(id, sockets.Has).Process : PublishedProcesses.Find(id))
        ?? throw new ToolException(
            $"There is no process {id} (any more); 'dotnet unravel ps' lists the .NET processes.", ToolException.CouldNotLook);

    private (bool IsDotNet, ProcessInfo? Process) Look(int id, Func<int, long, bool> isListening)
    {
        if (ProcStat.Parse(proc.Read(id, "stat")) is not { } stat)
        {
            return (false, null);
        }

        var status = ProcStatus.Parse(proc.Read(id, "status"));
        var maps = proc.Read(id, "maps");
        var runtime = maps is null ? null : RuntimeImage.In(maps);
        if (maps is null && proc.Read(id, "stat") is null)
        {
            // It ended between two reads: that is no lack of rights.
            return (false, null);
        }

        var arguments = CommandLine.Split(proc.Read(id, "cmdline"));
        var executable = proc.ReadLink(id, "exe");
        var listens = isListening(id, stat.StartTicks);
        var isDotNet = runtime is not null
            || listens
            || (maps is null && CommandLine.IsDotNetHost(arguments, executable));
        return (isDotNet, new ProcessInfo(
            id,
            CommandLine.Name(arguments, executable, stat.Command),
            runtime?.Version ?? (runtime?.Path is { } path ? OwnRuntime.VersionBeside(path) : null),
            status is null ? "?" : users[status.User],
            Age(stat),
            stat.Threads,
            CommandLine.Show(arguments),
            _rights.To(id, stat, status, maps is not null, isDotNet))
        {
            IsStopped = stat.State is 'T',
            IsTracedStop = stat.State is 't',
            Listens = listens || (isDotNet && new TargetSocket(proc).Find(id, stat.StartTicks) is not null),
        });
    }

    private TimeSpan Age(ProcStat stat)
    {
        var uptime = proc.ReadAt("uptime")?.Split(' ')[0];
        return double.TryParse(uptime, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, seconds - ((double)stat.StartTicks / ProcStat.TicksPerSecond)))
            : TimeSpan.Zero;
    }
}
