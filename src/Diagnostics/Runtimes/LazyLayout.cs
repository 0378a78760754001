namespace Unravel.Diagnostics.Runtimes;

/// <summary>Lazy&lt;T&gt; of .NET 8 to 10: while one thread makes the value, it holds the monitor of a helper object.</summary>
internal static class LazyLayout
{
    public const string LazyType = "System.Lazy";
    public const string HelperType = "System.LazyHelper";
    public const string StateField = "_state";

    public static bool IsLazy(string? type) => type?.StartsWith(LazyType + "<", StringComparison.Ordinal) == true;
}
