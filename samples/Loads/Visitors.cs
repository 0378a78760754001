namespace Unravel.Samples.Loads;

/// <summary>Threads that come and go all the time: at any moment some begin, some end, and some wait for one lock.</summary>
internal static class Visitors
{
    private const int Doors = 4;

    private static readonly object s_book = new();
    private static long s_visits;

    public static object Start()
    {
        var doors = new Thread[Doors];
        for (var i = 0; i < Doors; i++)
        {
            doors[i] = new Thread(LetIn) { IsBackground = true, Name = $"door-{i}" };
            doors[i].Start();
        }

        while (Interlocked.Read(ref s_visits) < Doors)
        {
            Thread.Sleep(1);
        }

        return doors;
    }

    private static void LetIn()
    {
        while (true)
        {
            var visitor = new Thread(Sign) { IsBackground = true, Name = "\u001b[31mvisitor\u0007\n" };
            visitor.Start();
            visitor.Join();
        }
    }

    private static void Sign()
    {
        lock (s_book)
        {
            s_visits++;
        }
    }
}
