namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>When another thread was quicker the queue is empty again.</summary>
public sealed class UNR4015WaitWithoutLoop
{
    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public int Take()
    {
        lock (_gate)
        {
            if (_items.Count == 0)
            {
                Monitor.Wait(_gate); // UNR4015
            }

            return _items.Dequeue();
        }
    }
}

/// <summary>The condition is tested after each wait.</summary>
public sealed class UNR4015WaitWithoutLoopRepaired
{
    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public int Take()
    {
        lock (_gate)
        {
            while (_items.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            return _items.Dequeue();
        }
    }
}
