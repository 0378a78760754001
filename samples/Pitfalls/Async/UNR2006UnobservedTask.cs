namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Starts two downloads at once and forgets one of them when the other is enough.</summary>
public sealed class UNR2006UnobservedTask(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, Uri comments)
    {
        var thread = client.GetStringAsync(comments); // UNR2006
        var text = await client.GetStringAsync(page);
        if (text.Length == 0)
        {
            return text;
        }

        return text + await thread;
    }
}

/// <summary>The same, and what was started is awaited on every path.</summary>
public sealed class UNR2006UnobservedTaskRepaired(HttpClient client)
{
    public async Task<string> PageAsync(Uri page, Uri comments)
    {
        var thread = client.GetStringAsync(comments);
        var text = await client.GetStringAsync(page);
        if (text.Length == 0)
        {
            await thread;
            return text;
        }

        return text + await thread;
    }
}
