using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>The fields of threads and of what they do.</summary>
internal static class ThreadFields
{
    public static ThreadInfo Thread(Wire wire, ThreadInfo? thread) => new()
    {
        Id = wire.Int(thread?.Id),
        OsId = (uint)wire.Long(thread?.OsId),
        Name = wire.MaybeText(thread?.Name),
        Kind = (ThreadKind)wire.Int((int?)thread?.Kind),
        Activity = (ThreadActivity)wire.Int((int?)thread?.Activity),
        Wait = wire.Maybe(thread?.Wait, Wait),
        Holds = wire.List(thread?.Holds, static (wire, held) => new HeldLock(wire.Int(held?.Waitable), wire.Int(held?.Frame))
        {
            TakenAt = Line(wire, held?.TakenAt),
        }),
        Contexts = wire.List(thread?.Contexts, static (wire, context) => new ThreadContext(
            wire.Address(context?.Address), wire.Text(context?.TypeName), wire.Bool(context?.IsScheduler), wire.Bool(context?.IsOwner))),
        Runs = wire.Column(thread?.Runs),
        Frames = wire.List(thread?.Frames, Frame),
        NativeState = (char?)wire.MaybeInt(thread?.NativeState),
        ProcessorTime = wire.MaybeTime(thread?.ProcessorTime),
        IsNotSeen = wire.Bool(thread?.IsNotSeen),
        WaitChannel = wire.MaybeText(thread?.WaitChannel),
        Call = wire.Maybe(thread?.Call, Call),
        Progress = wire.Maybe(thread?.Progress, static (wire, progress) => new Progress(
            wire.Time(progress?.Elapsed), wire.Time(progress?.Busy), wire.Int(progress?.Common), wire.Bool(progress?.SameLines))
        {
            SameCall = wire.Bool(progress?.SameCall),
        }),
    };

    public static SourceLine? Line(Wire wire, SourceLine? line) =>
        wire.Maybe(line, static (wire, line) => new SourceLine(wire.Text(line?.File), wire.Int(line?.Number)));

    private static Frame Frame(Wire wire, Frame? frame) => new(wire.Text(frame?.Method))
    {
        Namespace = wire.MaybeText(frame?.Namespace),
        Module = wire.MaybeText(frame?.Module),
        IsFramework = wire.Bool(frame?.IsFramework),
        Line = Line(wire, frame?.Line),
    };

    private static Wait Wait(Wire wire, Wait? wait) => new()
    {
        Kind = (WaitKind)wire.Int((int?)wait?.Kind),
        Frame = wire.Int(wait?.Frame),
        Waitable = wire.MaybeInt(wait?.Waitable),
        Several = wire.Column(wait?.Several),
        NeedsAll = wire.MaybeBool(wait?.NeedsAll),
        Task = wire.MaybeInt(wait?.Task),
        Thread = wire.MaybeInt(wait?.Thread),
        Mode = (LockMode?)wire.MaybeInt((int?)wait?.Mode),
        InferredFrom = wire.MaybeText(wait?.InferredFrom),
        Process = wire.MaybeInt(wait?.Process),
    };

    private static NativeCall Call(Wire wire, NativeCall? call) => new((NativeCallKind)wire.Int((int?)call?.Kind))
    {
        Descriptor = wire.MaybeInt(call?.Descriptor),
        Target = wire.MaybeText(call?.Target),
        Lock = wire.Address(call?.Lock),
        Owner = (uint?)wire.MaybeInt((int?)call?.Owner),
    };
}
