namespace Unravel.Samples.Pitfalls.Threads;

/// <summary>The timer stops with the next garbage collection.</summary>
public sealed class UNR6005CollectedTimer
{
    public UNR6005CollectedTimer(Action clean)
    {
        var timer = new Timer(_ => clean(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1)); // UNR6005
    }
}

/// <summary>It lives as long as its owner.</summary>
public sealed class UNR6005CollectedTimerRepaired : IDisposable
{
    private readonly Timer _timer;

    public UNR6005CollectedTimerRepaired(Action clean) =>
        _timer = new Timer(_ => clean(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));

    public void Dispose() => _timer.Dispose();
}
