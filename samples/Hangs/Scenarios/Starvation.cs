namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Every request blocks its pool worker on a task whose continuation is queued behind all the other requests. The pool
/// is left as it is: it adds some four threads a second, and each of them takes the next request and blocks too.
/// </summary>
internal sealed class Starvation(bool faulty) : Scenario(faulty)
{
    /// <summary>Requests that wait: more than the pool can add workers for in the life of the program.</summary>
    private const int LongestQueue = 5000;

    private const int FinishedOfAHealthyShop = 200;

    private readonly Shop _shop = new();
    private long _finishedAtLastLook = -1;

    public override void Start()
    {
        if (Faulty)
        {
            // The rush waits at the door before it opens. Otherwise the first continuations would stand in front of
            // most requests, and the pool would heal now and then.
            LetIn(LongestQueue);
        }

        _shop.Open();
        Run("front-door", () => LetIn(20));
    }

    /// <summary>Work waits, every worker is inside a request, and no request has ended since the last look.</summary>
    protected override string? MissingFault()
    {
        // Asked for first: a worker that starts between the two questions is then inside a request, or not counted.
        var workers = ThreadPool.ThreadCount;
        var finished = _shop.Finished;
        var still = finished == _finishedAtLastLook;
        _finishedAtLastLook = finished;
        return ThreadPool.PendingWorkItemCount < LongestQueue / 2 ? "the queue is not long yet"
            : workers == 0 || _shop.Inside < workers ? $"only {_shop.Inside} of {workers} workers are inside a request"
            : !still ? "requests are still answered"
            : null;
    }

    protected override string? MissingProgress() =>
        _shop.Finished < FinishedOfAHealthyShop ? $"only {_shop.Finished} requests were answered" : null;

    private void LetIn(int requests)
    {
        for (var i = 0; i < requests && ThreadPool.PendingWorkItemCount < LongestQueue; i++)
        {
            if (Faulty)
            {
                _ = Task.Run(_shop.Handle);
            }
            else
            {
                _ = Task.Run(_shop.HandleAsync);
            }
        }
    }
}

internal sealed class Shop
{
    private readonly decimal[] _prices = [1, 2, 3, 5, 8];
    private readonly ManualResetEventSlim _opened = new();
    private int _inside;
    private long _finished;
    private decimal _sold;

    /// <summary>Requests that have been begun and not ended.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public long Finished => Interlocked.Read(ref _finished);

    public void Open() => _opened.Set();

    public void Handle()
    {
        _opened.Wait();
        Interlocked.Increment(ref _inside);
        _sold = QuoteAsync(3).Result; // marker: handler-blocks
        Interlocked.Decrement(ref _inside);
        Interlocked.Increment(ref _finished);
    }

    /// <summary>The repair: the worker goes back to the pool while the price is looked up.</summary>
    public async Task HandleAsync()
    {
        Interlocked.Increment(ref _inside);
        _sold = await QuoteAsync(3);
        Interlocked.Decrement(ref _inside);
        Interlocked.Increment(ref _finished);
    }

    private async Task<decimal> QuoteAsync(int article)
    {
        var price = await LookUpAsync(article); // marker: quote-awaits
        return price * 1.2m;
    }

    private async Task<decimal> LookUpAsync(int article)
    {
        await Task.Yield(); // marker: lookup-needs-a-worker
        return _prices[article];
    }
}
