namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>The pulse comes after the lock was given back, and throws.</summary>
public sealed class UNR4014WaitWithoutLock
{
    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public void Put(int item)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
        }

        Monitor.PulseAll(_gate); // UNR4014
    }
}

/// <summary>The pulse is inside.</summary>
public sealed class UNR4014WaitWithoutLockRepaired
{
    private readonly object _gate = new();
    private readonly Queue<int> _items = new();

    public void Put(int item)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }
}
