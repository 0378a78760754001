namespace Unravel.Diagnostics.Acquisition;

/// <summary>The target could not be looked at. The message is one clear sentence for the user, with what to do where something can be done.</summary>
internal class CannotLookException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The target ended before or while it was looked at.</summary>
internal sealed class TargetGoneException(int processId)
    : CannotLookException($"Process {processId} ended while it was being looked at; start it again and look earlier.");

/// <summary>The kernel refused to let us trace the target.</summary>
internal sealed class TraceRefusedException(int processId, string why)
    : CannotLookException($"The kernel does not let this user trace process {processId}: {why}");
