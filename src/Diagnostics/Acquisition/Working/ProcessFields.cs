using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>The fields of the thread pool and of child processes.</summary>
internal static class ProcessFields
{
    public static PoolInfo Pool(Wire wire, PoolInfo? pool) => new()
    {
        Workers = wire.Int(pool?.Workers),
        Idle = wire.MaybeInt(pool?.Idle),
        Minimum = wire.MaybeInt(pool?.Minimum),
        Maximum = wire.MaybeInt(pool?.Maximum),
        Queued = wire.MaybeInt(pool?.Queued),
        QueuedUnknownBecause = wire.MaybeText(pool?.QueuedUnknownBecause),
        Work = wire.List(pool?.Work, static (wire, work) => new QueuedWork(wire.Text(work?.Method), wire.Int(work?.Count))),
        SinceLastDequeue = wire.MaybeTime(pool?.SinceLastDequeue),
        Timers = wire.MaybeInt(pool?.Timers),
        NextTimer = wire.MaybeTime(pool?.NextTimer),
    };

    public static ChildProcess Child(Wire wire, ChildProcess? child) => new()
    {
        Id = wire.Int(child?.Id),
        Parent = wire.Int(child?.Parent),
        Name = wire.MaybeText(child?.Name),
        Output = (StreamUse)wire.Int((int?)child?.Output),
        Error = (StreamUse)wire.Int((int?)child?.Error),
        Input = (StreamUse)wire.Int((int?)child?.Input),
        IsPrivate = wire.Bool(child?.IsPrivate),
        StandardPipes = wire.Column(child?.StandardPipes),
        Waits = wire.List(child?.Waits, PipeWait),
        UnknownBecause = wire.MaybeText(child?.UnknownBecause),
    };

    public static PipeWait PipeWait(Wire wire, PipeWait? wait) => new(
        (uint)wire.Long(wait?.Thread), wire.Int(wait?.Descriptor), wire.Address(wait?.Pipe), wire.Bool(wait?.Writes))
    {
        OtherEnds = wire.Column(wait?.OtherEnds),
        IsStill = wire.Bool(wait?.IsStill),
    };
}
