namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>A cancelled wait gives back what was never taken: from then on two get in.</summary>
public sealed class UNR4006AcquireInsideTry
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _written;

    public async Task WriteAsync(CancellationToken token)
    {
        try
        {
            await _gate.WaitAsync(token); // UNR4006
            _written++;
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>What the try protects begins when the place is taken.</summary>
public sealed class UNR4006AcquireInsideTryRepaired
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _written;

    public async Task WriteAsync(CancellationToken token)
    {
        await _gate.WaitAsync(token);
        try
        {
            _written++;
        }
        finally
        {
            _gate.Release();
        }
    }
}
