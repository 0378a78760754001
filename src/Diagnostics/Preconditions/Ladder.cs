using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>One way to look, and why it is not worth trying; null when it is.</summary>
internal sealed record Rung(LookMode Mode, string? NotBecause);

/// <summary>
/// Which ways of looking at a process can work, from the one that shows most down. A stopped process is never asked for
/// anything: the request would stay queued and run when it is continued.
/// </summary>
internal static class Ladder
{
    private static readonly LookMode[] s_ways = [LookMode.Freeze, LookMode.Passive, LookMode.Dump, LookMode.Events, LookMode.Proc];

    public static IReadOnlyList<Rung> Of(ProcessInfo process, bool isRoot) =>
        [.. s_ways.Select(way => new Rung(way, Obstacle(way, process, isRoot)))];

    private static string? Obstacle(LookMode way, ProcessInfo process, bool isRoot) => way switch
    {
        LookMode.Freeze => process.Attach.MayTry ? null : process.Attach.Reason,

        // Reading asks the same of the kernel as tracing, but for the one tracer that there may be.
        LookMode.Passive => process.Attach.MayTry || process.Attach.Obstacle == AttachObstacle.AlreadyTraced ? null : process.Attach.Reason,
        LookMode.Dump or LookMode.Events => Request(process, isRoot),
        _ => null,
    };

    private static string? Request(ProcessInfo process, bool isRoot) => process switch
    {
        { IsStopped: true } => $"Process {process.Id} is stopped and answers no request; continue it with 'kill -CONT {process.Id}'.",
        { IsTracedStop: true } => $"Process {process.Id} is held by its tracer and answers no request.",
        { Listens: false } => $"Process {process.Id} has no diagnostics socket in its folder for temporary files: it was started with DOTNET_EnableDiagnostics=0, or with another TMPDIR than this process.",
        { Attach.Obstacle: AttachObstacle.OtherUser } when !isRoot => process.Attach.Reason,
        _ => null,
    };
}
