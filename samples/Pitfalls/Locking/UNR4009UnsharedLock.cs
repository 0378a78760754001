namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Each call locks an object of its own.</summary>
public sealed class UNR4009UnsharedLock
{
    private int _count;

    public void Add()
    {
        var gate = new object();
        lock (gate) // UNR4009
        {
            _count++;
        }
    }

    public async Task AddAsync()
    {
        using var gate = new SemaphoreSlim(1, 1);
        await gate.WaitAsync(); // UNR4009
        _count++;
        gate.Release();
    }
}

/// <summary>All calls lock the same object.</summary>
public sealed class UNR4009UnsharedLockRepaired
{
    private readonly object _gate = new();
    private int _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }
}
