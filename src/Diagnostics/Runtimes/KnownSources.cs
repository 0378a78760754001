namespace Unravel.Diagnostics.Runtimes;

/// <summary>What stands behind a ValueTask inside the framework, by what a programmer knows, and who leads to it (.NET 8 to 10).</summary>
internal static class KnownSources
{
    internal const string SocketOperation = "System.Net.Sockets.Socket+AwaitableSocketAsyncEventArgs";

    /// <summary>The socket of such an operation, its safe handle, and the number of the descriptor in that.</summary>
    internal const string SocketField = "_owner";
    internal const string SocketHandleField = "_handle";
    internal const string DescriptorField = "handle";

    internal static readonly (string Type, string Shown)[] Table =
    [
        (SocketOperation, "operation of a Socket"),
        ("System.Threading.PeriodicTimer+State", "PeriodicTimer"),
        ("System.IO.Pipelines.Pipe+DefaultPipeReader", "PipeReader"),
        ("System.IO.Pipelines.Pipe+DefaultPipeWriter", "PipeWriter"),
    ];

    /// <summary>Types, without their arguments, of the objects by whose field a promise or a source inside them is named.</summary>
    internal static readonly string[] Outer =
    [
        "System.Threading.Tasks.TaskCompletionSource", "System.Threading.PeriodicTimer", "System.IO.Pipelines.Pipe",
    ];

    /// <summary>Null when it is none of those.</summary>
    public static string? Find(string type) => Array.Find(Table, row => row.Type == type).Shown;

    public static bool IsOuter(string? type)
    {
        var end = type?.IndexOf('<', StringComparison.Ordinal) ?? -1;
        return type is not null && Array.IndexOf(Outer, end < 0 ? type : type[..end]) >= 0;
    }
}
