namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Downloads pages in parallel, it seems: the loop is over as soon as every download has begun.</summary>
public sealed class UNR2003AsyncLambdaAsVoid(HttpClient client)
{
    public async Task SaveAsync(IReadOnlyList<Uri> pages, List<string> names)
    {
        Parallel.ForEach(pages, async page => // UNR2003
        {
            await File.WriteAllTextAsync(page.Segments[^1], await client.GetStringAsync(page));
        });

        names.ForEach(async name => await File.AppendAllTextAsync(name, "done")); // UNR2003
        await Task.Delay(1);
    }
}

/// <summary>The same with loops that wait for their bodies.</summary>
public sealed class UNR2003AsyncLambdaAsVoidRepaired(HttpClient client)
{
    public async Task SaveAsync(IReadOnlyList<Uri> pages, List<string> names)
    {
        await Parallel.ForEachAsync(pages, async (page, token) =>
        {
            await File.WriteAllTextAsync(page.Segments[^1], await client.GetStringAsync(page, token), token);
        });

        foreach (var name in names)
        {
            await File.AppendAllTextAsync(name, "done");
        }
    }
}
