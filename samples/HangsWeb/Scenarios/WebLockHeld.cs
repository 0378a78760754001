namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A handler fills a cache under a lock and blocks there on a call to another server that does not answer; all other
/// requests queue up behind the lock. In the repaired form it fetches first and locks for a moment.
/// </summary>
internal sealed class WebLockHeld(bool faulty) : Scenario(faulty)
{
    private const int Requests = 6;

    private readonly HttpClient _client = new();
    private readonly TaskCompletionSource<string> _otherServer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Rates? _rates;
    private WebApplication? _app;
    private int _answers;

    public override void Start()
    {
        ThreadPool.SetMinThreads(Requests * 4, 1); // there are workers left: it is the lock that all wait for
        _app = WebServer.Start(app =>
        {
            app.MapGet("/other", () => Faulty ? _otherServer.Task : Task.FromResult("1.08"));
            app.MapGet("/rate", Faulty ? () => _rates!.Get() : () => _rates!.GetAsync());
        });
        var address = WebServer.AddressOf(_app);
        _rates = new Rates(_client, new Uri(address, "other"));
        for (var i = 0; i < Requests; i++)
        {
            _ = AskAsync(new Uri(address, "rate"));
        }
    }

    public override void RunMain(Thread watcher) => _app!.WaitForShutdown();

    protected override string? MissingFault() => _rates!.Inside < Requests ? $"{_rates.Inside} requests have come in" : null;

    protected override string? MissingProgress() => Volatile.Read(ref _answers) < Requests ? $"{_answers} requests were answered" : null;

    private async Task AskAsync(Uri address)
    {
        _ = await _client.GetStringAsync(address);
        Interlocked.Increment(ref _answers);
    }
}

internal sealed class Rates(HttpClient client, Uri source)
{
    private readonly object _cache = new();
    private string? _rate;
    private int _inside;

    public int Inside => Volatile.Read(ref _inside);

    public string Get()
    {
        Interlocked.Increment(ref _inside);
        lock (_cache) // marker: request-waits
        {
            return _rate ??= client.GetStringAsync(source).Result; // marker: holder-blocks
        }
    }

    public async Task<string> GetAsync()
    {
        var rate = await client.GetStringAsync(source);
        lock (_cache)
        {
            return _rate ??= rate;
        }
    }
}
