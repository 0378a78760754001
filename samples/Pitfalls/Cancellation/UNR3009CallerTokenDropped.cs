namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>The caller gives up after a second, and the request goes on for thirty.</summary>
public sealed class UNR3009CallerTokenDropped(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)); // UNR3009
        return await client.GetStringAsync(page, limit.Token);
    }
}

/// <summary>Whichever comes first ends the request.</summary>
public sealed class UNR3009CallerTokenDroppedRepaired(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await client.GetStringAsync(page, limit.Token);
    }
}
