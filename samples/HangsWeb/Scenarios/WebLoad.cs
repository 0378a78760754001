namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>Not a fault: a server under load. Its handlers take a lock for a moment, wait for a timer and share a semaphore.</summary>
internal sealed class WebLoad(bool faulty) : Scenario(faulty)
{
    private const int Clients = 32;
    private const int AnswersOfAHealthyServer = 500;

    private readonly HttpClient _client = new();
    private readonly Store _store = new();
    private WebApplication? _app;
    private int _answers;

    public override void Start()
    {
        _app = WebServer.Start(app =>
        {
            app.MapGet("/count", _store.Count);
            app.MapGet("/order", _store.OrderAsync);
        });
        for (var i = 0; i < Clients; i++)
        {
            _ = AskAsync(new Uri(WebServer.AddressOf(_app), i % 2 == 0 ? "count" : "order"));
        }
    }

    public override void RunMain(Thread watcher) => _app!.WaitForShutdown();

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        Volatile.Read(ref _answers) < AnswersOfAHealthyServer ? $"the server has answered {_answers} times only" : null;

    private async Task AskAsync(Uri address)
    {
        while (true)
        {
            _ = await _client.GetStringAsync(address);
            Interlocked.Increment(ref _answers);
        }
    }
}

internal sealed class Store
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _tables = new(4);
    private int _count;

    public int Count()
    {
        lock (_gate)
        {
            return ++_count;
        }
    }

    public async Task<int> OrderAsync(CancellationToken cancellation)
    {
        await _tables.WaitAsync(cancellation);
        try
        {
            await Task.Delay(1, cancellation);
            return Count();
        }
        finally
        {
            _tables.Release();
        }
    }
}
