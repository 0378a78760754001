namespace Unravel.Diagnostics.Preconditions;

internal enum AttachAnswer
{
    Yes,
    No,

    /// <summary>It depends on something that cannot be seen from outside; trying does no harm.</summary>
    Perhaps,
}

/// <summary>What stands in the way of tracing a process, or must be known when it is done.</summary>
internal enum AttachObstacle
{
    None,

    /// <summary>It has ended and was not collected by its parent.</summary>
    Ended,
    NotDotNet,
    AlreadyTraced,
    OtherUser,
    MoreCapabilities,
    NotDumpable,
    Yama,

    /// <summary>Stopped by a signal. It can be traced, but it answers no request and will write no dump.</summary>
    Stopped,
}

/// <summary>Whether this process may trace another one.</summary>
/// <param name="Reason">One sentence with what to do; null when nothing needs to be said.</param>
internal sealed record AttachRight(AttachAnswer Answer, AttachObstacle Obstacle, string? Reason)
{
    public static AttachRight Granted { get; } = new(AttachAnswer.Yes, AttachObstacle.None, null);

    public bool MayTry => Answer != AttachAnswer.No;

    public static AttachRight Denied(AttachObstacle obstacle, string reason) => new(AttachAnswer.No, obstacle, reason);
}
