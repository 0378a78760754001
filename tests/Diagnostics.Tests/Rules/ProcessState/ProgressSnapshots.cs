using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Rules.ProcessState;

internal static class ProgressSnapshots
{
    public static ProcessSnapshot With(ThreadInfo thread) => new()
    {
        Target = new TargetInfo { ProcessId = 1, Name = "app" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch },
        Threads = [thread],
        Waitables = [new Waitable { Kind = WaitableKind.Monitor, Address = 8, TypeName = "object", Field = "Journal.s_book" }],
    };

    /// <summary>CarPark.IsFree, called by CarPark.Park, called by Worker.Loop.</summary>
    public static ThreadInfo Runner { get; } = new()
    {
        Id = 4,
        OsId = 104,
        Name = "parker",
        Kind = ThreadKind.Dedicated,
        Activity = ThreadActivity.Running,
        NativeState = 'R',
        ProcessorTime = TimeSpan.FromSeconds(9),
        Frames = [Frame("CarPark.IsFree", 3), Frame("CarPark.Park", 7), Frame("Worker.Loop", 9)],
        Progress = Progress(busy: 400, common: 2),
    };

    public static ThreadInfo Finalizer { get; } = new()
    {
        Id = 2,
        OsId = 102,
        Kind = ThreadKind.Finalizer,
        Activity = ThreadActivity.Waiting,
        Wait = new Wait { Kind = WaitKind.Monitor, Frame = 1, Waitable = 0 },
        Frames = [new Frame("Monitor.Enter") { IsFramework = true }, Frame("Journal.Finalize", 5)],
        Progress = Progress(busy: 0, common: 1) with { SameLines = true },
    };

    public static Progress Progress(int busy, int common) => new(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(busy), common, SameLines: false);

    private static Frame Frame(string method, int line) => new(method) { Line = new SourceLine("Code.cs", line) };
}
