namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A stocktaker takes the shelves and the till, meets an item that it cannot count, and leaves by an early return that
/// gives nothing back; its thread ends. Whoever comes next waits for ever.
/// </summary>
internal sealed class LeakedLock(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var store = new Store();
        var stocktaker = new Thread(Faulty ? store.TakeStock : store.TakeStockSafely) { Name = "stocktaker", IsBackground = true };
        stocktaker.Start();
        stocktaker.Join();
        Run("browser", store.Browse);
        Run("cashier", store.Sell);
    }
}

internal sealed class Store
{
    private readonly object _shelves = new();
    private readonly ReaderWriterLockSlim _till = new();
    private readonly int[] _items = [3, 5, -1, 8];
    private int _count;
    private int _sold;

    public void TakeStock()
    {
        Monitor.Enter(_shelves);
        _till.EnterWriteLock();
        foreach (var item in _items)
        {
            if (item < 0)
            {
                return; // the fault: both locks stay taken
            }

            _count += item;
        }

        _till.ExitWriteLock();
        Monitor.Exit(_shelves);
    }

    /// <summary>The repair: a lock statement and a finally give back whatever happens.</summary>
    public void TakeStockSafely()
    {
        lock (_shelves)
        {
            _till.EnterWriteLock();
            try
            {
                foreach (var item in _items)
                {
                    if (item < 0)
                    {
                        return;
                    }

                    _count += item;
                }
            }
            finally
            {
                _till.ExitWriteLock();
            }
        }
    }

    public void Browse()
    {
        lock (_shelves) // marker: browser-waits
        {
            _count++;
        }
    }

    public void Sell()
    {
        _till.EnterReadLock(); // marker: cashier-waits
        try
        {
            _sold++;
        }
        finally
        {
            _till.ExitReadLock();
        }
    }
}
