namespace Unravel.Samples.Textbook;

/// <summary>A place in the pool is lost when opening fails, and one too many is given when waiting is cancelled.</summary>
public sealed class ConnectionPool(Func<CancellationToken, Task<IDisposable>> open)
{
    private readonly SemaphoreSlim _places = new(10, 10);

    public async Task<int> UseAsync(Func<IDisposable, Task<int>> work, CancellationToken token)
    {
        await _places.WaitAsync(token); // UNR4004
        using var connection = await open(token);
        var result = await work(connection);
        _places.Release();
        return result;
    }

    public async Task ProbeAsync(CancellationToken token)
    {
        try
        {
            await _places.WaitAsync(token); // UNR4006
            using var connection = await open(token);
        }
        finally
        {
            _places.Release();
        }
    }
}

/// <summary>Acquired before the try, released in its finally.</summary>
public sealed class ConnectionPoolRepaired(Func<CancellationToken, Task<IDisposable>> open)
{
    private readonly SemaphoreSlim _places = new(10, 10);

    public async Task<int> UseAsync(Func<IDisposable, Task<int>> work, CancellationToken token)
    {
        await _places.WaitAsync(token);
        try
        {
            using var connection = await open(token);
            return await work(connection);
        }
        finally
        {
            _places.Release();
        }
    }

    public async Task ProbeAsync(CancellationToken token)
    {
        await _places.WaitAsync(token);
        try
        {
            using var connection = await open(token);
        }
        finally
        {
            _places.Release();
        }
    }
}
