namespace Unravel.Diagnostics.Runtimes;

/// <summary>System.Threading.Thread of .NET 8 to 10.</summary>
internal static class ThreadLayout
{
    public const string ThreadType = "System.Threading.Thread";
    public const string NameField = "_name";
    public const string ManagedIdField = "_managedThreadId";
}
