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

/// <summary>Two types: the depot closes its shelves under its own lock, and a shelf reports to its depot under its own.</summary>
public sealed class UNR4001Depot
{
    private readonly object _gate = new();
    private readonly List<UNR4001Shelf> _shelves = [];

    public void Add()
    {
        lock (_gate)
        {
            _shelves.Add(new UNR4001Shelf(this));
        }
    }

    public void CloseAll()
    {
        lock (_gate)
        {
            foreach (var shelf in _shelves)
            {
                shelf.Close(); // UNR4001
            }
        }
    }

    internal void Remove(UNR4001Shelf shelf)
    {
        lock (_gate)
        {
            _shelves.Remove(shelf);
        }
    }
}

public sealed class UNR4001Shelf(UNR4001Depot depot)
{
    private readonly object _gate = new();
    private bool _isClosed;

    public void Empty()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                depot.Remove(this); // UNR4001
            }
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
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

/// <summary>Each of the two lets go of its own lock before it calls the other.</summary>
public sealed class UNR4001DepotRepaired
{
    private readonly object _gate = new();
    private readonly List<UNR4001ShelfRepaired> _shelves = [];

    public void Add()
    {
        lock (_gate)
        {
            _shelves.Add(new UNR4001ShelfRepaired(this));
        }
    }

    public void CloseAll()
    {
        UNR4001ShelfRepaired[] all;
        lock (_gate)
        {
            all = [.. _shelves];
        }

        foreach (var shelf in all)
        {
            shelf.Close();
        }
    }

    internal void Remove(UNR4001ShelfRepaired shelf)
    {
        lock (_gate)
        {
            _shelves.Remove(shelf);
        }
    }
}

public sealed class UNR4001ShelfRepaired(UNR4001DepotRepaired depot)
{
    private readonly object _gate = new();
    private bool _isClosed;

    public void Empty()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }
        }

        depot.Remove(this);
    }

    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }
}
