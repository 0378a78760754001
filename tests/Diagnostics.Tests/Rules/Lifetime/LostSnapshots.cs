using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Tests.Rules.Lifetime;

/// <summary>Hand-made snapshots with one thread and a chain of two tasks: Line.Ask awaits Line.Send awaits a promise.</summary>
internal static class LostSnapshots
{
    public static Verdict Check(this IRuntimeRule rule, ProcessSnapshot snapshot) => rule.Check(new WaitForGraph(snapshot));

    public static Finding Single(this IRuntimeRule rule, ProcessSnapshot snapshot) =>
        Assert.Single(Assert.IsType<Verdict.Found>(rule.Check(snapshot)).Findings);

    public static ProcessSnapshot With(params LostWait[] waits) => Empty with { Lost = new LostWaits { Waits = [.. waits] } };

    public static ProcessSnapshot Unknown => Empty with { Lost = new LostWaits { UnknownBecause = "the heap is large" } };

    /// <summary>Waitable 0 is a countdown, 1 a channel.</summary>
    public static ProcessSnapshot Empty { get; } = new()
    {
        Target = new TargetInfo { ProcessId = 1, Name = "app" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch },
        Threads =
        [
            new ThreadInfo
            {
                Id = 4,
                OsId = 104,
                Name = "foreman",
                Kind = ThreadKind.Dedicated,
                Activity = ThreadActivity.Waiting,
                Wait = new Wait { Kind = WaitKind.CountdownEvent, Frame = 0, Waitable = 0 },
                Frames = [new Frame("Site.Supervise") { Line = new SourceLine("Site.cs", 12) }],
            },
        ],
        Waitables =
        [
            new Waitable { Kind = WaitableKind.CountdownEvent, Address = 8, TypeName = "CountdownEvent", Field = "Site._reports", Detail = "1 of 3 signals missing" },
            new Waitable { Kind = WaitableKind.Channel, Address = 16, TypeName = "UnboundedChannel<int>", Field = "Post._parcels" },
        ],
        Tasks = new TaskTable
        {
            Addresses = [100, 200, 300],
            ShapeOf = [0, 1, 2],
            StateOf = [0, 0, -1],
            AwaitsOf = [1, 2, -1],
            StatusOf = [TaskStatusFlags.Pending, TaskStatusFlags.Pending, TaskStatusFlags.Pending],
            Shapes =
            [
                new TaskShape("Line.Ask", TaskKind.AsyncMethod) { AwaitLines = [new SourceLine("Line.cs", 5)] },
                new TaskShape("Line.Send", TaskKind.AsyncMethod) { AwaitLines = [new SourceLine("Line.cs", 9)] },
                new TaskShape("Task<string>", TaskKind.Promise),
            ],
        },
    };
}
