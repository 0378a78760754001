using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>
/// The methods of the framework inside which a thread stands while it waits. The outermost one on top of a stack
/// says what the program asked for: a lock that waits on an event inside is a wait for the lock.
/// Names of .NET 8 to 10, from their sources.
/// </summary>
internal static class WaitMethods
{
    private const string Threading = "System.Threading.";
    private const string TimerQueue = "TimerQueue";
    private const string TimerThread = "TimerThread";
    private const string Tasks = "System.Threading.Tasks.";
    private const string Compiler = "System.Runtime.CompilerServices.";

    /// <summary>Type, beginning of the method's name, what it waits for. The first match counts.</summary>
    internal static readonly (string Type, string Method, WaitKind Kind)[] Table =
    [
        (Threading + "Monitor", "Wait", WaitKind.MonitorPulse),
        (Threading + "Monitor", "ObjWait", WaitKind.MonitorPulse),
        (Threading + "Monitor", "Enter", WaitKind.Monitor),
        (Threading + "Monitor", "TryEnter", WaitKind.Monitor),
        (Threading + "Monitor", "ReliableEnter", WaitKind.Monitor),
        (Threading + "Lock", "Enter", WaitKind.Lock),
        (Threading + "Lock", "TryEnter", WaitKind.Lock),
        (Tasks + "Task", "WaitAll", WaitKind.Tasks),
        (Tasks + "Task", "WaitAny", WaitKind.Tasks),
        (Tasks + "Task", "Wait", WaitKind.Task),
        (Tasks + "Task", "InternalWait", WaitKind.Task),
        (Tasks + "Task", "SpinThenBlockingWait", WaitKind.Task),
        (Tasks + "Task<", "get_Result", WaitKind.Task),
        (Tasks + "Task<", "GetResultCore", WaitKind.Task),
        (Tasks + "ValueTask", "get_Result", WaitKind.Task),
        (Compiler + "TaskAwaiter", "", WaitKind.Task),
        (Compiler + "ValueTaskAwaiter", "GetResult", WaitKind.Task),
        (Compiler + "ConfiguredTaskAwaitable", "GetResult", WaitKind.Task),
        (Compiler + "ConfiguredValueTaskAwaitable", "GetResult", WaitKind.Task),
        (Threading + "SemaphoreSlim", "Wait", WaitKind.SemaphoreSlim),
        (Threading + "CountdownEvent", "Wait", WaitKind.CountdownEvent),
        (Threading + "Barrier", "SignalAndWait", WaitKind.Barrier),
        (Threading + "ManualResetEventSlim", "Wait", WaitKind.ManualResetEventSlim),
        (Threading + "ReaderWriterLockSlim", "Enter", WaitKind.ReaderWriterLock),
        (Threading + "ReaderWriterLockSlim", "TryEnter", WaitKind.ReaderWriterLock),
        (Threading + "ReaderWriterLock", "Acquire", WaitKind.ReaderWriterLock),
        (Threading + "ReaderWriterLock", "UpgradeToWriterLock", WaitKind.ReaderWriterLock),
        (Threading + "ReaderWriterLock", "RestoreLock", WaitKind.ReaderWriterLock),
        (SpinLockLayout.Type, "Enter", WaitKind.SpinLock),
        (SpinLockLayout.Type, "TryEnter", WaitKind.SpinLock),
        (SpinLockLayout.Type, "ContinueTryEnter", WaitKind.SpinLock),
        ("System.Lazy<", "", WaitKind.Lazy),
        (Compiler + "InitHelpers", "InitClass", WaitKind.TypeInitializer),
        (Compiler + "InitHelpers", "InitInstantiatedClass", WaitKind.TypeInitializer),
        (Compiler + "StaticsHelpers", "Get", WaitKind.TypeInitializer),
        (Compiler + "GenericsHelpers", "GenericHandle", WaitKind.TypeInitializer),
        (Threading + "Thread", "Join", WaitKind.Join),
        (Threading + "Thread", "Sleep", WaitKind.Sleep),
        (Threading + "WaitHandle", "Wait", WaitKind.WaitHandle),
        (Threading + "WaitHandle", "SignalAndWait", WaitKind.WaitHandle),
        (PrimitiveLayout.CollectionType, "TryTake", WaitKind.BlockingCollection),
        (PrimitiveLayout.CollectionType, "Take", WaitKind.BlockingCollection),
        (PrimitiveLayout.CollectionType, "TryAdd", WaitKind.BlockingCollection),
        (PrimitiveLayout.CollectionType, "Add", WaitKind.BlockingCollection),
        (ProcessLayout.ProcessType, "WaitForExit", WaitKind.ChildProcess),
        (ProcessLayout.WaitStateType, "WaitForExit", WaitKind.ChildProcess),
    ];

    /// <summary>What a thread inside this method waits for; null when the method is none of those.</summary>
    public static WaitKind? Find(string type, string method)
    {
        var name = Demangle(method);
        foreach (var row in Table)
        {
            if (MatchesType(type, row.Type) && name.StartsWith(row.Method, StringComparison.Ordinal))
            {
                return row.Kind;
            }
        }

        return null;
    }

    /// <summary>The libraries that these methods are in: Barrier and CountdownEvent are not in the core library.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> moduleFile) => moduleFile is
        "System.Private.CoreLib.dll" or "System.Threading.dll" or "System.Collections.Concurrent.dll" or "System.Diagnostics.Process.dll";

    /// <summary>Where a pool worker without work waits.</summary>
    public static bool IsIdleWorker(string type) => type == Threading + "LowLevelLifoSemaphore";

    public static bool IsPoolWorker(string type) => type is Threading + "PortableThreadPool+WorkerThread";

    /// <summary>The base frames of threads that belong to the runtime and not to the program.</summary>
    public static bool IsRuntimeThread(string type, string method) => (type, method) is
        (Threading + "PortableThreadPool+GateThread", _)
        or (Threading + TimerQueue, TimerThread)
        or (Threading + "PortableThreadPool+WaitThread", _)
        or ("System.Net.Sockets.SocketAsyncEngine", _)
        or ("System.IO.FileSystemWatcher+RunningInstance", _);

    /// <summary>The one of these that fires timers.</summary>
    public static bool IsTimerThread(string type, string method) => (type, method) is (Threading + TimerQueue, TimerThread);

    /// <summary>Generic types carry arguments, nested ones a plus: the part of the name before them must be equal.</summary>
    private static bool MatchesType(string type, string row) =>
        type.StartsWith(row, StringComparison.Ordinal)
        && (type.Length == row.Length || row[^1] == '<' || (row.StartsWith(Compiler, StringComparison.Ordinal) || row.StartsWith(Tasks + "ValueTask", StringComparison.Ordinal)) && type[row.Length] is '<' or '+');

    /// <summary>Optimised code shows only the stub of the native call: <c>&lt;Wait&gt;g____PInvoke|24_0</c>.</summary>
    private static string Demangle(string method) =>
        method.Length > 1 && method[0] == '<' && method.IndexOf(">g__", StringComparison.Ordinal) is var end && end > 0
            ? method[1..end]
            : method;
}
