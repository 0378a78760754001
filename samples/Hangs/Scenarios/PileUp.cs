namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Three hundred requests wait for the first prices of the day, and the thread that should bring them waits for an
/// opening that does not come. In the repaired form the market is open.
/// </summary>
internal sealed class PileUp(bool faulty) : Scenario(faulty)
{
    private const int Requests = 300;

    private readonly Market _market = new();

    public override void Start()
    {
        for (var i = 0; i < Requests; i++)
        {
            _ = Task.Run(_market.QuoteForEverAsync);
        }

        Run("price-feed", Faulty ? _market.AwaitOpening : _market.Open);
    }

    protected override string? MissingFault() =>
        _market.Asking < Requests ? $"only {_market.Asking} requests wait" : null;

    protected override string? MissingProgress() =>
        _market.Quotes < Requests ? $"only {_market.Quotes} quotes were given" : base.MissingProgress();
}

internal sealed class Market
{
    private readonly TaskCompletionSource<decimal> _prices = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOpen;
    private int _asking;
    private int _quotes;
    private decimal _total;

    public int Asking => Volatile.Read(ref _asking);

    public int Quotes => Volatile.Read(ref _quotes);

    public async Task QuoteForEverAsync()
    {
        while (true)
        {
            _total = await QuoteAsync();
            Interlocked.Increment(ref _quotes);
            await Task.Delay(1);
        }
    }

    public void Open()
    {
        _isOpen = true;
        _prices.TrySetResult(42);
    }

    public void AwaitOpening()
    {
        while (!_isOpen)
        {
            Thread.Sleep(50);
        }

        Open();
    }

    private async Task<decimal> QuoteAsync()
    {
        Interlocked.Increment(ref _asking);
        return await _prices.Task * 1.1m; // marker: quote-awaits-the-prices
    }
}
