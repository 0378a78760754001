namespace Unravel.Diagnostics;

/// <summary>
/// A failure that was to be expected. The message is one clear sentence for the user, with what to do; it is printed as
/// it is, without a stack.
/// </summary>
internal sealed class ToolException(string message, int exitCode) : Exception(message)
{
    /// <summary>The command line makes no sense as it is.</summary>
    public const int Usage = 1;

    /// <summary>The target could not be looked at.</summary>
    public const int CouldNotLook = 2;

    public int ExitCode { get; } = exitCode;
}
