namespace Unravel.Diagnostics.Runtimes;

/// <summary>Events, countdowns, barriers, blocking collections and wait handles of .NET 8 to 10, and what their packed numbers mean.</summary>
internal static class PrimitiveLayout
{
    public const string EventType = "System.Threading.ManualResetEventSlim";

    /// <summary>Bit 31: set; the lowest 19 bits: how many wait.</summary>
    public const string EventStateField = "m_combinedState";

    public const string CountdownType = "System.Threading.CountdownEvent";
    public const string CountdownInitialField = "_initialCount";
    public const string CountdownCurrentField = "_currentCount";

    public const string BarrierType = "System.Threading.Barrier";

    /// <summary>Bits 0 to 14: how many take part; bits 16 to 30: how many have arrived.</summary>
    public const string BarrierStateField = "_currentTotalCount";

    /// <summary>Without the type argument.</summary>
    public const string CollectionType = "System.Collections.Concurrent.BlockingCollection<";
    public const string CollectionItemsField = "_occupiedNodes";
    public const string CollectionBoundField = "_boundedCapacity";

    /// <summary>Bit 31: adding is completed.</summary>
    public const string CollectionAddersField = "_currentAdders";

    public const string SemaphoreType = "System.Threading.SemaphoreSlim";
    public const string SemaphoreCountField = "m_currentCount";

    /// <summary>The source of a cancellation token keeps the handle that the token gives out.</summary>
    public const string TokenSourceType = "System.Threading.CancellationTokenSource";
    public const string TokenHandleField = "_kernelEvent";

    public const string HandleType = "System.Threading.WaitHandle";
    public const string MutexType = "System.Threading.Mutex";
    public const string HandleField = "_waitHandle";
    public const string SafeHandleType = "Microsoft.Win32.SafeHandles.SafeWaitHandle";

    public static bool IsSet(int eventState) => eventState < 0;

    public static int WaitersOf(int eventState) => eventState & 0x7FFFF;

    public static (int Arrived, int Participants) BarrierCounts(int state) => ((state >> 16) & 0x7FFF, state & 0x7FFF);

    public static bool IsAddingCompleted(int adders) => adders < 0;
}
