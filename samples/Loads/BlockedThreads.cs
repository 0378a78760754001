namespace Unravel.Samples.Loads;

/// <summary>Threads that wait for a gate that stays closed.</summary>
internal static class BlockedThreads
{
    private const int StackBytes = 256 * 1024;

    public static object Start(int count)
    {
        var gate = new object();
        Monitor.Enter(gate); // for ever: the others queue
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            threads[i] = new Thread(() => Pass(gate), StackBytes) { IsBackground = true, Name = $"visitor-{i}" };
            threads[i].Start();
        }

        while (threads.Any(thread => (thread.ThreadState & ThreadState.WaitSleepJoin) == 0))
        {
            Thread.Sleep(10);
        }

        return threads;
    }

    private static void Pass(object gate)
    {
        lock (gate)
        {
            Thread.Sleep(0);
        }
    }
}
