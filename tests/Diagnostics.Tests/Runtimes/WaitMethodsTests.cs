using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

public sealed class WaitMethodsTests
{
    /// <summary>Rows for older runtimes whose method is no longer there, each with the last version that has it.</summary>
    private static readonly string[] s_older = ["System.Threading.Monitor.ObjWait (8)", "System.Threading.Monitor.ReliableEnter (9)"];

    [Fact]
    public void EveryRow_NamesAMethodOfThisRuntimeOrIsListedAsOlder()
    {
        var missing = WaitMethods.Table
            .Where(row => !CoreLibrary.Methods.Any(known => OfType(known.Type, row.Type) && known.Method.StartsWith(row.Method, StringComparison.Ordinal)))
            .Select(row => $"{row.Type}.{row.Method}");

        Assert.Equal(s_older.Select(row => row.Split(' ')[0]), missing);
    }

    [Fact]
    public void EveryMethodThatARowNames_IsFoundByIt() =>
        Assert.All(WaitMethods.Table, row => Assert.All(
            CoreLibrary.Methods.Where(known => known.Type == row.Type && known.Method == row.Method),
            known => Assert.Equal(row.Kind, WaitMethods.Find(known.Type, known.Method))));

    [Theory]
    [InlineData("System.Threading.Monitor", "Enter", nameof(WaitKind.Monitor))]
    [InlineData("System.Threading.Monitor", "Enter_Slowpath", nameof(WaitKind.Monitor))]
    [InlineData("System.Threading.Monitor", "Wait", nameof(WaitKind.MonitorPulse))]
    [InlineData("System.Threading.Monitor", "<Wait>g____PInvoke|24_0", nameof(WaitKind.MonitorPulse))]
    [InlineData("System.Threading.Monitor", "Exit", null)]
    [InlineData("System.Threading.Monitor", "<Exit>g____PInvoke|3_0", null)]
    [InlineData("System.Threading.Monitor", "<", null)]
    [InlineData("System.Threading.Lock", "EnterAndGetCurrentThreadId", nameof(WaitKind.Lock))]
    [InlineData("System.Threading.Lock", "TryEnterSlow", nameof(WaitKind.Lock))]
    [InlineData("System.Threading.Lock+Scope", "Dispose", null)]
    [InlineData("System.Threading.LockCookie", "Enter", null)]
    [InlineData("System.Threading.Tasks.Task", "Wait", nameof(WaitKind.Task))]
    [InlineData("System.Threading.Tasks.Task", "WaitAll", nameof(WaitKind.Tasks))]
    [InlineData("System.Threading.Tasks.Task", "WaitAllCore", nameof(WaitKind.Tasks))]
    [InlineData("System.Threading.Tasks.Task", "WaitAnyCore", nameof(WaitKind.Tasks))]
    [InlineData("System.Threading.Tasks.Task", "InternalWaitCore", nameof(WaitKind.Task))]
    [InlineData("System.Threading.Tasks.Task", "RunContinuations", null)]
    [InlineData("System.Threading.Tasks.Task<System.Int32>", "get_Result", nameof(WaitKind.Task))]
    [InlineData("System.Threading.Tasks.Task<System.__Canon>", "GetResultCore", nameof(WaitKind.Task))]
    [InlineData("System.Threading.Tasks.Task<System.__Canon>", "TrySetResult", null)]
    [InlineData("System.Threading.Tasks.ValueTask<System.__Canon>", "get_Result", nameof(WaitKind.Task))]
    [InlineData("System.Threading.Tasks.TaskFactory", "Wait", null)]
    [InlineData("System.Runtime.CompilerServices.TaskAwaiter", "HandleNonSuccessAndDebuggerNotification", nameof(WaitKind.Task))]
    [InlineData("System.Runtime.CompilerServices.TaskAwaiter<System.Int32>", "GetResult", nameof(WaitKind.Task))]
    [InlineData("System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter", "GetResult", nameof(WaitKind.Task))]
    [InlineData("System.Runtime.CompilerServices.ConfiguredTaskAwaitable<System.Int32>+ConfiguredTaskAwaiter<System.Int32>", "GetResult", nameof(WaitKind.Task))]
    [InlineData("System.Runtime.CompilerServices.ConfiguredTaskAwaitable", "GetAwaiter", null)]
    [InlineData("System.Runtime.CompilerServices.ValueTaskAwaiter<System.Int32>", "GetResult", nameof(WaitKind.Task))]
    [InlineData("System.Runtime.CompilerServices.ValueTaskAwaiter", "OnCompleted", null)]
    [InlineData("System.Threading.SemaphoreSlim", "WaitUntilCountOrTimeout", nameof(WaitKind.SemaphoreSlim))]
    [InlineData("System.Threading.SemaphoreSlim", "Release", null)]
    [InlineData("System.Threading.ManualResetEventSlim", "Wait", nameof(WaitKind.ManualResetEventSlim))]
    [InlineData("System.Threading.ReaderWriterLockSlim", "TryEnterReadLockCore", nameof(WaitKind.ReaderWriterLock))]
    [InlineData("System.Threading.ReaderWriterLockSlim", "ExitReadLock", null)]
    [InlineData("System.Threading.ReaderWriterLock", "AcquireWriterLock", nameof(WaitKind.ReaderWriterLock))]
    [InlineData("System.Threading.ReaderWriterLock", "ReleaseReaderLock", null)]
    [InlineData("System.Lazy<System.Int32>", "CreateValue", nameof(WaitKind.Lazy))]
    [InlineData("System.Runtime.CompilerServices.InitHelpers", "InitClassSlow", nameof(WaitKind.TypeInitializer))]
    [InlineData("System.Threading.Thread", "Join", nameof(WaitKind.Join))]
    [InlineData("System.Threading.Thread", "SleepInternal", nameof(WaitKind.Sleep))]
    [InlineData("System.Threading.Thread", "Start", null)]
    [InlineData("System.Threading.WaitHandle", "WaitOneNoCheck", nameof(WaitKind.WaitHandle))]
    [InlineData("System.Threading.WaitHandle", "WaitMultiple", nameof(WaitKind.WaitHandle))]
    [InlineData("Shop.Monitor", "Enter", null)]
    [InlineData("", "", null)]
    public void Method_SaysWhatIsWaitedFor(string type, string method, string? kind) =>
        Assert.Equal(kind, WaitMethods.Find(type, method)?.ToString());

    /// <summary>A row whose type is in another library would never be asked for.</summary>
    [Fact]
    public void LibrariesOfAllRows_AreThoseThatAreLookedInto()
    {
        Type[] types = [typeof(Monitor), typeof(Lock), typeof(Task), typeof(SemaphoreSlim), typeof(CountdownEvent), typeof(Barrier), typeof(ManualResetEventSlim), typeof(ReaderWriterLockSlim), typeof(WaitHandle), typeof(Thread)];

        Assert.All(types, type => Assert.True(WaitMethods.MayBeIn(type.Module.Name), $"{type} is in {type.Module.Name}"));
        Assert.False(WaitMethods.MayBeIn("System.Threading.Channels.dll"));
    }

    [Fact]
    public void PlacesOfTheRuntimesOwnThreads_Exist()
    {
        Assert.Contains(CoreLibrary.Methods, known => WaitMethods.IsIdleWorker(known.Type));
        Assert.Contains(CoreLibrary.Methods, known => WaitMethods.IsPoolWorker(known.Type));
        Assert.True(WaitMethods.IsRuntimeThread("System.Threading.TimerQueue", "TimerThread"));
        Assert.True(WaitMethods.IsTimerThread("System.Threading.TimerQueue", "TimerThread"));
        Assert.False(WaitMethods.IsTimerThread("System.Net.Sockets.SocketAsyncEngine", "EventLoop"));
        Assert.All(new[] { "PortableThreadPool+GateThread", "PortableThreadPool+WaitThread", "TimerQueue" },
            type => Assert.Contains(CoreLibrary.Methods, known => known.Type == "System.Threading." + type && WaitMethods.IsRuntimeThread(known.Type, known.Method)));
        Assert.False(WaitMethods.IsRuntimeThread("System.Threading.TimerQueue", "UpdateTimer"));
    }

    private static bool OfType(string type, string row) =>
        type == row || (type.StartsWith(row, StringComparison.Ordinal) && (row.EndsWith('<') || type[row.Length] is '<' or '+'));
}
