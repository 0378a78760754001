namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Disposes the task that brings a stream, and never the stream.</summary>
public sealed class UNR2015DisposedTask(HttpClient client)
{
    public async Task TouchAsync(Uri page)
    {
        using (client.GetStreamAsync(page)) // UNR2015
        {
            await Task.Delay(1);
        }
    }
}

/// <summary>The same with the stream.</summary>
public sealed class UNR2015DisposedTaskRepaired(HttpClient client)
{
    public async Task TouchAsync(Uri page)
    {
        using (await client.GetStreamAsync(page))
        {
            await Task.Delay(1);
        }
    }
}
