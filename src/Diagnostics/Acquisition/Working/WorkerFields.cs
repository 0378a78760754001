using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>The fields of requests and answers, and of a snapshot as a whole.</summary>
internal static class WorkerFields
{
    public static WorkerRequest Request(Wire wire, WorkerRequest? request) => new()
    {
        Target = Target(wire, request?.Target),
        Mode = (LookMode)wire.Int((int?)request?.Mode),
        DumpPath = wire.MaybeText(request?.DumpPath),
        IsOfFile = wire.Bool(request?.IsOfFile),
        BySystem = wire.Bool(request?.BySystem),
        MaxPause = wire.Time(request?.MaxPause),
        Deep = wire.Bool(request?.Deep),
    };

    public static WorkerAnswer Answer(Wire wire, WorkerAnswer? answer) => new()
    {
        Snapshot = wire.Maybe(answer?.Snapshot, Snapshot),
        Failure = wire.Maybe(answer?.Failure, static (wire, failure) => new WorkerFailure(
            wire.Text(failure?.Message), (FailureKind)wire.Int((int?)failure?.Kind))),
    };

    private static ProcessSnapshot Snapshot(Wire wire, ProcessSnapshot? snapshot) => new()
    {
        Target = Target(wire, snapshot?.Target),
        Capture = Capture(wire, snapshot?.Capture),
        Threads = wire.List(snapshot?.Threads, ThreadFields.Thread),
        Waitables = wire.List(snapshot?.Waitables, WaitableFields.Waitable),
        Tasks = TaskFields.Table(wire, snapshot?.Tasks),
        Pool = wire.Maybe(snapshot?.Pool, ProcessFields.Pool),
        Lost = WaitableFields.Lost(wire, snapshot?.Lost),
        Children = wire.List(snapshot?.Children, ProcessFields.Child),
        PipeWaits = wire.List(snapshot?.PipeWaits, ProcessFields.PipeWait),
    };

    private static TargetInfo Target(Wire wire, TargetInfo? target) => new()
    {
        ProcessId = wire.Int(target?.ProcessId),
        Name = wire.Text(target?.Name),
        RuntimeVersion = wire.MaybeText(target?.RuntimeVersion),
    };

    private static CaptureInfo Capture(Wire wire, CaptureInfo? capture) => new()
    {
        Source = (CaptureSource)wire.Int((int?)capture?.Source),
        At = new DateTimeOffset(wire.Long(capture?.At.Ticks), wire.Time(capture?.At.Offset)),
        Pause = wire.MaybeTime(capture?.Pause),
        Attempts = wire.Int(capture?.Attempts),
        CopiedBytes = wire.Address(capture?.CopiedBytes),
        HeapIsComplete = wire.Bool(capture?.HeapIsComplete),
        Detail = (CaptureDetail)wire.Int((int?)capture?.Detail),
        PartlySeenBecause = wire.MaybeText(capture?.PartlySeenBecause),
        IsMoving = wire.Bool(capture?.IsMoving),
        Limitations = wire.List(capture?.Limitations, static (wire, text) => wire.Text(text)),
    };
}
