namespace Unravel.Samples.Pitfalls.Async;

/// <summary>A cache that refreshes itself. Nobody can wait for the refresh, and when the server is down the process ends.</summary>
public sealed class UNR2001AsyncVoid(HttpClient client)
{
    private string _rates = "";

    public async void Refresh(Uri rates) // UNR2001
    {
        _rates = await client.GetStringAsync(rates);
    }

    // A handler must return nothing, so it may.
    public async void OnTimer(object? sender, EventArgs e)
    {
        await Task.Delay(_rates.Length);
    }
}

/// <summary>The same with a task: the caller awaits it and sees what went wrong.</summary>
public sealed class UNR2001AsyncVoidRepaired(HttpClient client)
{
    private string _rates = "";

    public async Task Refresh(Uri rates)
    {
        _rates = await client.GetStringAsync(rates);
    }

    public async void OnTimer(object? sender, EventArgs e)
    {
        await Task.Delay(_rates.Length);
    }
}
