namespace Unravel.Diagnostics.Runtimes;

/// <summary>How a wait for a static constructor looks where the core library has no method for it: .NET 8 and 9.</summary>
internal static class InitializationLayout
{
    /// <summary>The runtime's frame for a call from compiled code into one of its helpers.</summary>
    public const string HelperFrame = "HelperMethodFrame";
}
