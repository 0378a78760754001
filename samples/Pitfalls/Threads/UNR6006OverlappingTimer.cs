namespace Unravel.Samples.Pitfalls.Threads;

/// <summary>A look that takes longer than a second runs beside the next one.</summary>
public sealed class UNR6006OverlappingTimer
{
    private readonly System.Timers.Timer _timer = new(1000);

    public UNR6006OverlappingTimer(Func<Task> look) =>
        _timer.Elapsed += async (_, _) => await look(); // UNR6006
}

/// <summary>The next look begins when the last is done.</summary>
public sealed class UNR6006OverlappingTimerRepaired
{
    public static async Task Run(Func<Task> look, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await look();
        }
    }
}
