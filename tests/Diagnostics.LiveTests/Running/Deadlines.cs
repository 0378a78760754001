namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>When a test is given up, in milliseconds; its cancellation token then ends what it waits for.</summary>
internal static class Deadlines
{
    /// <summary>One or two runs of the tool.</summary>
    public const int Short = 90_000;

    /// <summary>Runs of the tool in a row, or a build of the scenarios first.</summary>
    public const int Long = 240_000;
}
