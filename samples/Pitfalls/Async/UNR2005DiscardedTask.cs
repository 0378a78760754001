namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Counters that are sent now and then. When the sending breaks, they just stop, and nobody is told.</summary>
public sealed class UNR2005DiscardedTask(HttpClient client, Uri server)
{
    public void Send(string counters)
    {
        _ = SendAsync(counters); // UNR2005
    }

    private async Task SendAsync(string counters)
    {
        using var content = new StringContent(counters);
        await client.PostAsync(server, content);
    }
}

/// <summary>The same with a method that answers for its own failures.</summary>
public sealed class UNR2005DiscardedTaskRepaired(HttpClient client, Uri server, TextWriter log)
{
    public void Send(string counters)
    {
        _ = SendAsync(counters);
    }

    private async Task SendAsync(string counters)
    {
        try
        {
            using var content = new StringContent(counters);
            await client.PostAsync(server, content);
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
        }
    }
}
