namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>After a drain the next thread locks the new list while this one still has the old one.</summary>
public sealed class UNR4012ReplaceableLock
{
    private List<int> _orders = [];

    public void Add(int order)
    {
        lock (_orders) // UNR4012
        {
            _orders.Add(order);
        }
    }

    public List<int> Drain()
    {
        lock (_orders) // UNR4012
        {
            var drained = _orders;
            _orders = [];
            return drained;
        }
    }
}

/// <summary>The lock stays, whatever becomes of the list.</summary>
public sealed class UNR4012ReplaceableLockRepaired
{
    private readonly object _gate = new();
    private List<int> _orders = [];

    public void Add(int order)
    {
        lock (_gate)
        {
            _orders.Add(order);
        }
    }

    public List<int> Drain()
    {
        lock (_gate)
        {
            var drained = _orders;
            _orders = [];
            return drained;
        }
    }
}
