namespace Unravel.Samples.Pitfalls.Async;

/// <summary>The thread that runs this is in the wrong apartment: the mark is on a method that is not the entry point.</summary>
public static class UNR2026ApartmentLost
{
    [STAThread]
    public static async Task Main() // UNR2026
    {
        await Task.Yield();
    }
}

/// <summary>The entry point itself has the mark.</summary>
public static class UNR2026ApartmentLostRepaired
{
    [STAThread]
    public static void Main() => Console.WriteLine(Thread.CurrentThread.GetApartmentState());
}
