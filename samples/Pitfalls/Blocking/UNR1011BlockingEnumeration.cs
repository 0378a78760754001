using System.Collections.Concurrent;

namespace Unravel.Samples.Pitfalls.Blocking;

/// <summary>Async consumers of a blocking collection: each keeps a pool thread for itself as long as the collection is open.</summary>
public sealed class UNR1011BlockingEnumeration
{
    private readonly BlockingCollection<Uri> _pages = [];

    public async Task ConsumeAsync(HttpClient client, CancellationToken token)
    {
        foreach (var page in _pages.GetConsumingEnumerable(token)) // UNR1011
        {
            _ = await client.GetStringAsync(page, token);
        }
    }

    public async Task<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken token)
    {
        await Task.Yield();
        var sum = 0;
        foreach (var number in numbers.ToBlockingEnumerable(token)) // UNR1011
        {
            sum += number;
        }

        return sum;
    }
}

/// <summary>A channel waits without a thread, and an async stream is awaited.</summary>
public sealed class UNR1011BlockingEnumerationRepaired
{
    private readonly System.Threading.Channels.Channel<Uri> _pages = System.Threading.Channels.Channel.CreateBounded<Uri>(100);

    public async Task ConsumeAsync(HttpClient client, CancellationToken token)
    {
        await foreach (var page in _pages.Reader.ReadAllAsync(token))
        {
            _ = await client.GetStringAsync(page, token);
        }
    }

    public async Task<int> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken token)
    {
        var sum = 0;
        await foreach (var number in numbers.WithCancellation(token))
        {
            sum += number;
        }

        return sum;
    }
}
