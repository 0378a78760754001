using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>What the worker answers: one of the properties is set.</summary>
internal sealed record WorkerAnswer
{
    public ProcessSnapshot? Snapshot { get; init; }

    public WorkerFailure? Failure { get; init; }
}

/// <summary>Why the worker could not look.</summary>
/// <param name="Message">One sentence for the user.</param>
/// <param name="Kind">What it means for other ways to look.</param>
internal sealed record WorkerFailure(string Message, FailureKind Kind);

/// <summary>Why a way to look failed, as far as it decides what is tried next.</summary>
internal enum FailureKind
{
    /// <summary>Nothing is known that would do better.</summary>
    Other,

    /// <summary>The target has ended.</summary>
    TargetGone,

    /// <summary>The kernel refuses tracing: the target itself may still be asked.</summary>
    TraceRefused,

    /// <summary>The target would have stood still for too long: it may be read while it runs.</summary>
    PauseExceeded,

    /// <summary>Without the debugging library there are stacks at most.</summary>
    NoDebuggingLibrary,
}
