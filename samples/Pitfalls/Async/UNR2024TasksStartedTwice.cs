namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Every page is fetched twice, and what is shown is not what was awaited.</summary>
public sealed class UNR2024TasksStartedTwice(HttpClient client)
{
    public async Task ShowAsync(IEnumerable<Uri> addresses)
    {
        var pages = addresses.Select(address => client.GetStringAsync(address));
        await Task.WhenAll(pages);
        foreach (var page in pages) // UNR2024
        {
            Console.WriteLine(await page);
        }
    }
}

/// <summary>The requests are sent once.</summary>
public sealed class UNR2024TasksStartedTwiceRepaired(HttpClient client)
{
    public async Task ShowAsync(IEnumerable<Uri> addresses)
    {
        var pages = addresses.Select(address => client.GetStringAsync(address)).ToArray();
        foreach (var page in await Task.WhenAll(pages))
        {
            Console.WriteLine(page);
        }
    }
}
