namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Orders are booked under the order lock and then the stock lock; deliveries take them the other way round.</summary>
public sealed class UNR4001LockOrder
{
    private readonly object _orders = new();
    private readonly object _stock = new();
    private int _ordered;
    private int _inStock = 100;

    public bool Book(int pieces)
    {
        lock (_orders)
        {
            lock (_stock) // UNR4001
            {
                _ordered += pieces;
                return _inStock >= _ordered;
            }
        }
    }

    public void Deliver(int pieces)
    {
        lock (_stock)
        {
            _inStock -= pieces;
            Close(pieces); // UNR4001
        }
    }

    private void Close(int pieces)
    {
        lock (_orders)
        {
            _ordered -= pieces;
        }
    }
}

/// <summary>The same with one order for both: orders before stock.</summary>
public sealed class UNR4001LockOrderRepaired
{
    private readonly object _orders = new();
    private readonly object _stock = new();
    private int _ordered;
    private int _inStock = 100;

    public bool Book(int pieces)
    {
        lock (_orders)
        {
            lock (_stock)
            {
                _ordered += pieces;
                return _inStock >= _ordered;
            }
        }
    }

    public void Deliver(int pieces)
    {
        lock (_orders)
        {
            lock (_stock)
            {
                _inStock -= pieces;
            }

            Close(pieces);
        }
    }

    private void Close(int pieces)
    {
        lock (_orders)
        {
            _ordered -= pieces;
        }
    }
}
