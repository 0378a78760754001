namespace Unravel.Samples.Pitfalls.Threads;

/// <summary>The work is never done.</summary>
public static class UNR6004ThreadNeverStarted
{
    public static void Run(Action work)
    {
        var thread = new Thread(() => work()); // UNR6004
        thread.IsBackground = true;
    }
}

/// <summary>It is started.</summary>
public static class UNR6004ThreadNeverStartedRepaired
{
    public static void Run(Action work)
    {
        var thread = new Thread(() => work());
        thread.IsBackground = true;
        thread.Start();
    }
}
