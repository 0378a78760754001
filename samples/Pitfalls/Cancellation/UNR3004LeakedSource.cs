namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>Each request adds a linked source to the list of the application's token, which lives as long as the process.</summary>
public sealed class UNR3004LeakedSource(HttpClient client, CancellationToken stopping)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(token, stopping); // UNR3004
        return await client.GetStringAsync(page, either.Token);
    }
}

/// <summary>The source leaves the list with the request.</summary>
public sealed class UNR3004LeakedSourceRepaired(HttpClient client, CancellationToken stopping)
{
    public async Task<string> PageAsync(Uri page, CancellationToken token)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, stopping);
        return await client.GetStringAsync(page, either.Token);
    }
}
