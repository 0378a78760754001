namespace Unravel.Samples.Textbook;

/// <summary>The result of the timed wait is ignored: after a second everybody passes.</summary>
public sealed class RateLimiter
{
    private readonly SemaphoreSlim _slots = new(5, 5);

    public async Task<string> GetAsync(HttpClient client, Uri address, CancellationToken token)
    {
        await _slots.WaitAsync(TimeSpan.FromSeconds(1), token); // UNR4007
        try
        {
            return await client.GetStringAsync(address, token);
        }
        finally
        {
            _slots.Release();
        }
    }
}

/// <summary>Who does not get a slot in time is told so.</summary>
public sealed class RateLimiterRepaired
{
    private readonly SemaphoreSlim _slots = new(5, 5);

    public async Task<string> GetAsync(HttpClient client, Uri address, CancellationToken token)
    {
        if (!await _slots.WaitAsync(TimeSpan.FromSeconds(1), token))
        {
            throw new TimeoutException("Too many requests at once.");
        }

        try
        {
            return await client.GetStringAsync(address, token);
        }
        finally
        {
            _slots.Release();
        }
    }
}
