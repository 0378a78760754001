namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>The client is gone, and the page is fetched all the same.</summary>
public sealed class UNR3001TokenNotForwarded(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        await Task.Delay(100, token);
        return await client.GetStringAsync(page); // UNR3001
    }
}

/// <summary>The request is given up when the caller gives up.</summary>
public sealed class UNR3001TokenNotForwardedRepaired(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        await Task.Delay(100, token);
        return await client.GetStringAsync(page, token);
    }
}
