namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>A release too many is not noticed, and two send at once.</summary>
public sealed class UNR4008UnboundedMutex
{
    private readonly SemaphoreSlim _gate = new(1); // UNR4008
    private int _sent;

    public async Task SendAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _sent++;
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>It throws at the place of the mistake.</summary>
public sealed class UNR4008UnboundedMutexRepaired
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _sent;

    public async Task SendAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _sent++;
        }
        finally
        {
            _gate.Release();
        }
    }
}
