namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Counts the failed downloads, and counts none: an await throws the first failure, not all in one.</summary>
public sealed class UNR2027DeadCatch(HttpClient client)
{
    public async Task<int> FailuresAsync(IEnumerable<Uri> pages)
    {
        try
        {
            await Task.WhenAll(pages.Select(page => client.GetStringAsync(page)));
            return 0;
        }
        catch (AggregateException failures) // UNR2027
        {
            return failures.InnerExceptions.Count;
        }
    }
}

/// <summary>The same, and all failures are asked for at the task that has them.</summary>
public sealed class UNR2027DeadCatchRepaired(HttpClient client)
{
    public async Task<int> FailuresAsync(IEnumerable<Uri> pages)
    {
        var all = Task.WhenAll(pages.Select(page => client.GetStringAsync(page)));
        try
        {
            await all;
            return 0;
        }
        catch (HttpRequestException)
        {
            return all.Exception?.InnerExceptions.Count ?? 0;
        }
    }
}
