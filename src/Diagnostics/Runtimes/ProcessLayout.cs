namespace Unravel.Diagnostics.Runtimes;

/// <summary>System.Diagnostics.Process of .NET 8 to 10 on Unix.</summary>
internal static class ProcessLayout
{
    public const string ProcessType = "System.Diagnostics.Process";
    public const string WaitStateType = "System.Diagnostics.ProcessWaitState";

    /// <summary>Of both types.</summary>
    public const string IdField = "_processId";

    public const string InputField = "_standardInput";
    public const string OutputField = "_standardOutput";
    public const string ErrorField = "_standardError";

    /// <summary>True once the program has asked for the input stream.</summary>
    public const string InputTakenField = "_standardInputAccessed";

    /// <summary>How the stream is read: 0 nobody has asked for it, 1 by the program, 2 by events.</summary>
    public const string OutputModeField = "_outputStreamReadMode";
    public const string ErrorModeField = "_errorStreamReadMode";

    /// <summary>The state machine of this method waits without a thread.</summary>
    public const string WaitAsyncShape = "Process.WaitForExitAsync";
}
