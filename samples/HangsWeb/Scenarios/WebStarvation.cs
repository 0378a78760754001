using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Every handler blocks its pool worker on an async call, whose rest is then queued and finds no worker. The pool has an
/// upper limit, as people set one in containers, so that nothing heals. In the repaired form the handlers await.
/// </summary>
internal sealed class WebStarvation(bool faulty) : Scenario(faulty)
{
    private const int Workers = 16;

    private readonly Quotes _quotes = new();
    private readonly List<TcpClient> _clients = [];
    private WebApplication? _app;

    public override void Start()
    {
        _app = WebServer.Start(app => app.MapGet("/quote", Faulty ? _quotes.Get : _quotes.GetAsync));
        var address = WebServer.AddressOf(_app);
        if (Faulty)
        {
            ThreadPool.SetMinThreads(Workers, 1);
            ThreadPool.SetMaxThreads(Workers, Workers);
        }

        // The clients take no worker: they ask and never read the answer.
        for (var i = 0; i < Workers * 2; i++)
        {
            var client = new TcpClient(address.Host, address.Port);
            client.GetStream().Write("GET /quote HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
            _clients.Add(client);
        }

        // The market opens when the last worker is in: all calls can go on at once, and nobody is there to let them.
        new Thread(() => _quotes.OpenWhen(Faulty ? Workers : 1)) { Name = "market", IsBackground = true }.Start();
    }

    protected override string? MissingFault() =>
        !_quotes.IsOpen ? $"{_quotes.Inside} requests have come in"
        : ThreadPool.PendingWorkItemCount == 0 ? "nothing is queued"
        : _quotes.Answered > 0 ? "a request was answered"
        : null;

    protected override string? MissingProgress() => _quotes.Answered < Workers * 2 ? $"{_quotes.Answered} requests were answered" : null;
}

internal sealed class Quotes
{
    private readonly TaskCompletionSource<int> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _answered;

    public bool IsOpen => _open.Task.IsCompleted;

    public int Inside => Volatile.Read(ref _inside);

    public int Answered => Volatile.Read(ref _answered);

    public void OpenWhen(int requests)
    {
        while (Inside < requests)
        {
            Thread.Sleep(1);
        }

        _open.SetResult(42);
    }

    // Inlined into the handler, it would be no call on the stack in optimised code.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Task<int> Get()
    {
        var load = LoadAsync();
        Interlocked.Increment(ref _inside); // it awaits by now: the market cannot open before
        var quote = load.Result; // marker: handler-blocks
        Interlocked.Increment(ref _answered);
        return Task.FromResult(quote);
    }

    public async Task<int> GetAsync()
    {
        Interlocked.Increment(ref _inside);
        var quote = await LoadAsync();
        Interlocked.Increment(ref _answered);
        return quote;
    }

    private async Task<int> LoadAsync() => await _open.Task + 1;
}
