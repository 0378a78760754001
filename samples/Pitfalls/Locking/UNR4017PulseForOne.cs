namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>The one who is woken may be one who waits for room, while there is room for nobody.</summary>
public sealed class UNR4017PulseForOne
{
    private const int Limit = 10;

    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public void Put(int item)
    {
        lock (_gate)
        {
            while (_items.Count == Limit)
            {
                Monitor.Wait(_gate);
            }

            _items.Enqueue(item);
            Monitor.Pulse(_gate); // UNR4017
        }
    }

    public int Take()
    {
        lock (_gate)
        {
            while (_items.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            Monitor.Pulse(_gate); // UNR4017
            return _items.Dequeue();
        }
    }
}

/// <summary>All are woken, and each tests its condition.</summary>
public sealed class UNR4017PulseForOneRepaired
{
    private const int Limit = 10;

    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public void Put(int item)
    {
        lock (_gate)
        {
            while (_items.Count == Limit)
            {
                Monitor.Wait(_gate);
            }

            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }

    public int Take()
    {
        lock (_gate)
        {
            while (_items.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            Monitor.PulseAll(_gate);
            return _items.Dequeue();
        }
    }
}
