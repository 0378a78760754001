using Unravel.Diagnostics.Acquisition.Working;

namespace Unravel.Diagnostics.Acquisition;

/// <summary>The target could not be looked at. The message is one clear sentence for the user, with what to do where something can be done.</summary>
internal class CannotLookException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means for other ways to look.</summary>
    public virtual FailureKind Kind => FailureKind.Other;
}

/// <summary>The target ended before or while it was looked at.</summary>
internal sealed class TargetGoneException(int processId)
    : CannotLookException($"Process {processId} ended while it was being looked at; start it again and look earlier.")
{
    public override FailureKind Kind => FailureKind.TargetGone;
}

/// <summary>The kernel refused to let us trace the target.</summary>
internal sealed class TraceRefusedException(int processId, string why)
    : CannotLookException($"The kernel does not let this user trace process {processId}: {why}")
{
    public override FailureKind Kind => FailureKind.TraceRefused;
}

/// <summary>The target stood still for longer than it may, or would have; it was released.</summary>
internal sealed class PauseExceededException(string message) : CannotLookException(message)
{
    public override FailureKind Kind => FailureKind.PauseExceeded;
}

/// <summary>There is no debugging library for the target's runtime, or none that may be loaded.</summary>
internal sealed class NoDebuggingLibraryException(string message) : CannotLookException(message)
{
    public override FailureKind Kind => FailureKind.NoDebuggingLibrary;
}
