namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>Not a fault: a server that has answered some requests and waits for the next, with a client's connection left open.</summary>
internal sealed class WebIdle(bool faulty) : Scenario(faulty)
{
    private readonly HttpClient _client = new();
    private WebApplication? _app;
    private int _answers;

    public override void Start()
    {
        _app = WebServer.Start(app => app.MapGet("/", () => "hello"));
        _ = AskAsync(WebServer.AddressOf(_app));
    }

    public override void RunMain(Thread watcher) => _app!.WaitForShutdown();

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() => Volatile.Read(ref _answers) < 3 ? "the server has not answered three times" : null;

    private async Task AskAsync(Uri address)
    {
        for (var i = 0; i < 3; i++)
        {
            _ = await _client.GetStringAsync(address);
            Interlocked.Increment(ref _answers);
        }
    }
}
