namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Two modules keep the tasks of their start; the prices await the catalogue, and the catalogue awaits the prices. A
/// refresh awaits "the refresh that is under way", which is itself. No thread is blocked.
/// </summary>
internal sealed class CircularAwait(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfHealthyModules = 20;

    private Modules? _modules;
    private Task? _refreshing;

    public override void Start()
    {
        _modules = new Modules(Faulty);
        _modules.Start();
        _refreshing = Faulty ? null : RefreshForEverAsync();
    }

    protected override string? MissingFault() =>
        _modules!.Waiting < 3 ? $"only {_modules.Waiting} of 3 tasks wait" : _modules.IsStarted ? "the modules have started" : null;

    protected override string? MissingProgress() =>
        !_modules!.IsStarted ? "the modules have not started"
        : _modules.Refreshed < RoundsOfHealthyModules ? $"only {_modules.Refreshed} refreshes were made"
        : _refreshing!.IsCompleted ? "the refreshing has stopped"
        : null;

    private async Task RefreshForEverAsync()
    {
        while (true)
        {
            await _modules!.RefreshAsync();
            await Task.Delay(1);
        }
    }
}

internal sealed class Modules(bool faulty)
{
    private readonly TaskCompletionSource _doors = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _prices = Task.CompletedTask;
    private Task _catalogue = Task.CompletedTask;
    private Task _refresh = Task.CompletedTask;
    private Task _report = Task.CompletedTask;
    private int _waiting;
    private int _refreshed;

    public int Waiting => Volatile.Read(ref _waiting);

    public int Refreshed => Volatile.Read(ref _refreshed);

    public bool IsStarted => _report.IsCompleted;

    public void Start()
    {
        _prices = StartPricesAsync();
        _catalogue = StartCatalogueAsync();
        _report = ReportAsync();
        if (faulty)
        {
            _refresh = RefreshAsync();
        }

        _doors.SetResult();
    }

    public async Task RefreshAsync()
    {
        await _doors.Task;
        Interlocked.Increment(ref _waiting);
        await _refresh; // marker: refresh-awaits-itself
        Interlocked.Increment(ref _refreshed);
    }

    private async Task StartPricesAsync()
    {
        await _doors.Task;
        Interlocked.Increment(ref _waiting);
        await _catalogue; // marker: prices-await-catalogue
    }

    private async Task StartCatalogueAsync()
    {
        await _doors.Task;
        Interlocked.Increment(ref _waiting);
        await (faulty ? _prices : _refresh); // marker: catalogue-awaits-prices
    }

    private async Task ReportAsync() => await Task.WhenAll(_prices, _catalogue);
}
