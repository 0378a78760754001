namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>A retry that sleeps between its attempts. A hundred failing requests are a hundred threads that do nothing.</summary>
public sealed class UNR1004SleepInAsync(HttpClient client)
{
    public async Task<string> GetAsync(Uri page, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await client.GetAsync(page, token);
            if (response.IsSuccessStatusCode || attempt == 5)
            {
                return await response.Content.ReadAsStringAsync(token);
            }

            Thread.Sleep(attempt * 200); // UNR1004
        }
    }
}

/// <summary>The delay is awaited, and ends early when the caller gives up.</summary>
public sealed class UNR1004SleepInAsyncRepaired(HttpClient client)
{
    public async Task<string> GetAsync(Uri page, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await client.GetAsync(page, token);
            if (response.IsSuccessStatusCode || attempt == 5)
            {
                return await response.Content.ReadAsStringAsync(token);
            }

            await Task.Delay(attempt * 200, token);
        }
    }
}
