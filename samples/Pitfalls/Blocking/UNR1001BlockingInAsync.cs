namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>
/// A page that asks two services at once, and then blocks on the answers. Under load every pool thread sits in one of
/// these waits, and no thread is left to finish the calls they wait for.
/// </summary>
public sealed class UNR1001BlockingInAsync(HttpClient client)
{
    public async Task<string> PageAsync(Uri news, Uri weather, CancellationToken token)
    {
        var headline = client.GetStringAsync(news, token);
        var forecast = client.GetStringAsync(weather, token);
        Task.WaitAll(headline, forecast); // UNR1001

        var footer = client.GetStringAsync(news, token).Result; // UNR1001
        var length = client.GetStringAsync(news, token)
            .ConfigureAwait(false)
            .GetAwaiter()
            .GetResult().Length; // UNR1001

        await Task.Delay(length, token);
        return headline.Result + forecast.Result + footer; // complete since WaitAll: these do not wait
    }

    // Not async, and still async code: the caller gets a task and expects to get it at once.
    public Task SaveAsync(Stream page, CancellationToken token)
    {
        page.FlushAsync(token).Wait(token); // UNR1001
        return Task.CompletedTask;
    }
}

/// <summary>The same with awaits: the thread goes back to the pool while the services answer.</summary>
public sealed class UNR1001BlockingInAsyncRepaired(HttpClient client)
{
    public async Task<string> PageAsync(Uri news, Uri weather, CancellationToken token)
    {
        var headline = client.GetStringAsync(news, token);
        var forecast = client.GetStringAsync(weather, token);
        await Task.WhenAll(headline, forecast);

        var footer = await client.GetStringAsync(news, token);
        var length = (await client.GetStringAsync(news, token)
            .ConfigureAwait(false)).Length;

        await Task.Delay(length, token);
        return headline.Result + forecast.Result + footer;
    }

    public async Task SaveAsync(Stream page, CancellationToken token)
    {
        await page.FlushAsync(token).WaitAsync(token);
    }
}
