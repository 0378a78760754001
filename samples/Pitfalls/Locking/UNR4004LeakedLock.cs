namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>An early return keeps one lock, an exception the other.</summary>
public sealed class UNR4004LeakedLock
{
    private readonly SemaphoreSlim _slots = new(4);
    private readonly object _shelves = new();
    private int _left = 10;

    public bool Take(int pieces)
    {
        Monitor.Enter(_shelves); // UNR4004
        if (_left < pieces)
        {
            return false;
        }

        _left -= pieces;
        Monitor.Exit(_shelves);
        return true;
    }

    public async Task SendAsync(HttpClient client, string address)
    {
        await _slots.WaitAsync(); // UNR4004
        await client.GetAsync(address);
        _slots.Release();
    }
}

/// <summary>The lock statement and a finally give back on every way out.</summary>
public sealed class UNR4004LeakedLockRepaired
{
    private readonly SemaphoreSlim _slots = new(4);
    private readonly object _shelves = new();
    private int _left = 10;

    public bool Take(int pieces)
    {
        lock (_shelves)
        {
            if (_left < pieces)
            {
                return false;
            }

            _left -= pieces;
            return true;
        }
    }

    public async Task SendAsync(HttpClient client, string address)
    {
        await _slots.WaitAsync();
        try
        {
            await client.GetAsync(address);
        }
        finally
        {
            _slots.Release();
        }
    }
}
