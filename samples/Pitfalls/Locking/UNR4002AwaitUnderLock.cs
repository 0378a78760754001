namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>The page is loaded under a lock that belongs to the thread; the release may come from another one.</summary>
public sealed class UNR4002AwaitUnderLock
{
    private readonly ReaderWriterLockSlim _pages = new();
    private readonly Dictionary<string, string> _byName = [];

    public async Task<string> GetAsync(HttpClient client, string name)
    {
        _pages.EnterWriteLock();
        try
        {
            return _byName[name] = await client.GetStringAsync(name); // UNR4002
        }
        finally
        {
            _pages.ExitWriteLock();
        }
    }
}

/// <summary>A semaphore belongs to nobody: any thread may release it.</summary>
public sealed class UNR4002AwaitUnderLockRepaired
{
    private readonly SemaphoreSlim _pages = new(1, 1);
    private readonly Dictionary<string, string> _byName = [];

    public async Task<string> GetAsync(HttpClient client, string name)
    {
        await _pages.WaitAsync();
        try
        {
            return _byName[name] = await client.GetStringAsync(name);
        }
        finally
        {
            _pages.Release();
        }
    }
}
