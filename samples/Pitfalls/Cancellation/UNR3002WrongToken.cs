namespace Unravel.Samples.Pitfalls.Cancellation;

/// <summary>One page fails, and the loop waits until all the others are fetched to say so.</summary>
public sealed class UNR3002WrongToken(HttpClient client)
{
    public Task FetchAsync(Uri[] pages, CancellationToken token) =>
        Parallel.ForEachAsync(pages, token, async (page, pageToken) =>
            await client.GetStringAsync(page, token)); // UNR3002
}

/// <summary>A failure cancels the other requests.</summary>
public sealed class UNR3002WrongTokenRepaired(HttpClient client)
{
    public Task FetchAsync(Uri[] pages, CancellationToken token) =>
        Parallel.ForEachAsync(pages, token, async (page, pageToken) =>
            await client.GetStringAsync(page, pageToken));
}
