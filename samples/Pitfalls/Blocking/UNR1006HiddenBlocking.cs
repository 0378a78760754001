namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>An async page over a catalogue whose synchronous methods wait for a task, two calls further down.</summary>
public sealed class UNR1006HiddenBlocking(HttpClient client)
{
    public async Task<string> PageAsync(Uri stock)
    {
        await Task.Yield();
        return "In stock: " + Count(stock); // UNR1006
    }

    private int Count(Uri stock) => Load(stock).Length;

    private string Load(Uri stock) => client.GetStringAsync(stock).Result; // UNR1002
}

/// <summary>Async all the way up.</summary>
public sealed class UNR1006HiddenBlockingRepaired(HttpClient client)
{
    public async Task<string> PageAsync(Uri stock)
    {
        await Task.Yield();
        return "In stock: " + await CountAsync(stock);
    }

    private async Task<int> CountAsync(Uri stock) => (await LoadAsync(stock)).Length;

    private async Task<string> LoadAsync(Uri stock) => await client.GetStringAsync(stock);
}
