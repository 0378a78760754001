namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: four threads want the same two locks, always in one order, and get them; the pool has work that awaits
/// as it should. At any moment somebody waits, and nobody waits for long.
/// </summary>
internal sealed class BusyWorkers(bool faulty) : Scenario(faulty)
{
    private const int MailsOfAHealthyDepot = 50;

    private readonly Depot _depot = new();

    public override void Start()
    {
        for (var i = 1; i <= 4; i++)
        {
            Run($"packer-{i}", _depot.Pack);
        }

        for (var i = 0; i < 8; i++)
        {
            _ = Task.Run(_depot.SendMailsAsync);
        }
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() =>
        base.MissingProgress()
        ?? (Monitor.LockContentionCount == 0 ? "nobody has waited for a lock yet"
            : _depot.Mails < MailsOfAHealthyDepot ? $"only {_depot.Mails} mails were sent"
            : null);
}

internal sealed class Depot
{
    private readonly object _orders = new();
    private readonly object _stock = new();
    private readonly SemaphoreSlim _postOffice = new(2);
    private int _open = 1000;
    private int _items = 1000;
    private int _mails;

    public int Mails => Volatile.Read(ref _mails);

    public void Pack()
    {
        lock (_orders)
        {
            _open--;
            lock (_stock)
            {
                _items--;
                Thread.SpinWait(2000);
            }
        }
    }

    public async Task SendMailsAsync()
    {
        while (true)
        {
            await _postOffice.WaitAsync();
            try
            {
                await Task.Delay(2);
                Interlocked.Increment(ref _mails);
            }
            finally
            {
                _postOffice.Release();
            }
        }
    }
}
