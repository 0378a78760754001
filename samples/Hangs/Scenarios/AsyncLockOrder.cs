namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Two async methods take two SemaphoreSlim in opposite orders. No thread is blocked: the process is idle, with a few
/// tasks that will never end. A third method only wants the stock: it queues behind them and is no part of it.
/// </summary>
internal sealed class AsyncLockOrder(bool faulty) : Scenario(faulty)
{
    private const int RoundsOfAHealthyInventory = 20;

    private Inventory? _inventory;

    public override void Start()
    {
        _inventory = new Inventory(Faulty ? new AsyncMeeting(2) : AsyncMeeting.None);
        _ = Task.Run(() => RepeatAsync(_inventory.ReserveAsync));
        _ = Task.Run(() => RepeatAsync(Faulty ? _inventory.RestockAsync : _inventory.RestockInOrderAsync));
        _ = Task.Run(() => RepeatAsync(_inventory.CountAsync));
    }

    protected override string? MissingFault() =>
        _inventory!.BothWait ? null : "the two methods do not wait for each other yet";

    protected override string? MissingProgress() =>
        _inventory!.Rounds < RoundsOfAHealthyInventory ? $"only {_inventory.Rounds} rounds were made" : null;

    private static async Task RepeatAsync(Func<Task> round)
    {
        while (true)
        {
            await round();
            await Task.Delay(1);
        }
    }
}

internal sealed class Inventory(AsyncMeeting bothHoldOne)
{
    private readonly SemaphoreSlim _stock = new(1, 1);
    private readonly SemaphoreSlim _orders = new(1, 1);
    private int _items = 100;
    private int _open;
    private int _asking;
    private int _rounds;

    public int Rounds => Volatile.Read(ref _rounds);

    /// <summary>Both methods have asked for their second semaphore, and neither is free.</summary>
    public bool BothWait => Volatile.Read(ref _asking) == 2 && _stock.CurrentCount == 0 && _orders.CurrentCount == 0;

    public async Task ReserveAsync()
    {
        await _stock.WaitAsync(); // marker: reserve-takes
        try
        {
            _items--;
            await bothHoldOne.MeetAsync();
            Interlocked.Increment(ref _asking);
            await _orders.WaitAsync(); // marker: reserve-waits
            try
            {
                _open++;
            }
            finally
            {
                _orders.Release();
            }
        }
        finally
        {
            _stock.Release();
        }

        Interlocked.Increment(ref _rounds);
    }

    public async Task RestockAsync()
    {
        await _orders.WaitAsync(); // marker: restock-takes
        try
        {
            _open = 0;
            await bothHoldOne.MeetAsync();
            Interlocked.Increment(ref _asking);
            await _stock.WaitAsync(); // marker: restock-waits
            try
            {
                _items += 10;
            }
            finally
            {
                _stock.Release();
            }
        }
        finally
        {
            _orders.Release();
        }

        Interlocked.Increment(ref _rounds);
    }

    /// <summary>The repair: the same order as in ReserveAsync.</summary>
    public async Task RestockInOrderAsync()
    {
        await _stock.WaitAsync();
        try
        {
            _items += 10;
            await _orders.WaitAsync();
            try
            {
                _open = 0;
            }
            finally
            {
                _orders.Release();
            }
        }
        finally
        {
            _stock.Release();
        }

        Interlocked.Increment(ref _rounds);
    }

    public async Task CountAsync()
    {
        await _stock.WaitAsync();
        try
        {
            _items += 0;
        }
        finally
        {
            _stock.Release();
        }

        Interlocked.Increment(ref _rounds);
    }
}
