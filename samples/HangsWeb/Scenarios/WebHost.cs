namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>Not a fault: a host with a background service that waits for the signal to shut down.</summary>
internal sealed class WebHost(bool faulty) : Scenario(faulty)
{
    private IHost? _host;

    public override void Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHostedService<Housekeeping>();
        _host = builder.Build();
    }

    public override void RunMain(Thread watcher) => _host!.RunAsync().GetAwaiter().GetResult();

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() => Housekeeping.Rounds < 3 ? "the service has not made three rounds" : null;
}

internal sealed class Housekeeping : BackgroundService
{
    private static int s_rounds;

    public static int Rounds => Volatile.Read(ref s_rounds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Interlocked.Increment(ref s_rounds);
        }
    }
}
