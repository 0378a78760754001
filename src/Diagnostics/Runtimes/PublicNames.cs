namespace Unravel.Diagnostics.Runtimes;

/// <summary>Methods inside the framework that stand for a public one: the stack shows what the program called (.NET 8 to 10).</summary>
internal static class PublicNames
{
    internal static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["HandleNonSuccessAndDebuggerNotification"] = "GetResult",
        ["Enter_Slowpath"] = "Enter",
        ["ReliableEnter"] = "Enter",
        ["TryEnter_Slowpath"] = "TryEnter",
        ["EnterAndGetCurrentThreadId"] = "Enter",
        ["InternalWait"] = "Wait",
        ["InternalWaitCore"] = "Wait",
        ["WaitOneNoCheck"] = "WaitOne",
        ["GetResultCore"] = "get_Result",
    };

    /// <summary>What a stub of the runtime is shown as: it stands where managed code calls native code or comes back from it.</summary>
    public const string OfStub = "native call";

    public static bool IsStub(string method) => method.StartsWith("IL_STUB_", StringComparison.Ordinal);

    public static string Of(string method) => Table.GetValueOrDefault(method, method);
}
