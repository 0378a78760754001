namespace Unravel.Analyzers.Knowledge;

/// <summary>When and where the body of a delegate runs.</summary>
internal enum DelegateUseKind
{
    /// <summary>Nobody can say from here: it is stored, returned, or handed to code that is not known.</summary>
    Unknown,

    /// <summary>On this thread, before the call that it is handed to returns.</summary>
    Immediate,

    /// <summary>On this thread, but later: a lazy query that is kept.</summary>
    Deferred,

    /// <summary>On another thread, or on several at once.</summary>
    Concurrent,
}

/// <summary>How one delegate is used.</summary>
/// <param name="Kind">When and where the body runs.</param>
/// <param name="Api">The member that gets it, as in <c>Task.Run</c>; null when there is none.</param>
/// <param name="IsParallelWithItself">Several threads can be in the body at once: a loop body, a timer, an event.</param>
internal sealed record DelegateUse(DelegateUseKind Kind, string? Api = null, bool IsParallelWithItself = false)
{
    public static readonly DelegateUse Unknown = new(DelegateUseKind.Unknown);
}
