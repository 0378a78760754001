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
        ["GetResultCore"] = "Result.get",
    };

    public static string Of(string method) => Table.GetValueOrDefault(method, method);
}
