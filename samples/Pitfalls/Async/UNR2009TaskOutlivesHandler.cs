namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A fallback for a server that is down, which is never used: the try block is left before the answer comes.</summary>
public sealed class UNR2009TaskOutlivesHandler(HttpClient client)
{
    public Task<string> RatesAsync(Uri server)
    {
        try
        {
            return client.GetStringAsync(server); // UNR2009
        }
        catch (HttpRequestException)
        {
            return Task.FromResult("");
        }
    }
}

/// <summary>The same with an await in the try block.</summary>
public sealed class UNR2009TaskOutlivesHandlerRepaired(HttpClient client)
{
    public async Task<string> RatesAsync(Uri server)
    {
        try
        {
            return await client.GetStringAsync(server);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }
}
