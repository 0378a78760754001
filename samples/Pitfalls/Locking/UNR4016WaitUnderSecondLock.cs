namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>Who wants to put something needs the outer lock, which the waiter keeps.</summary>
public sealed class UNR4016WaitUnderSecondLock
{
    private readonly object _all = new();
    private readonly object _queue = new();
    private readonly Queue<int> _items = new();

    public int Take()
    {
        lock (_all)
        {
            lock (_queue)
            {
                while (_items.Count == 0)
                {
                    Monitor.Wait(_queue); // UNR4016
                }

                return _items.Dequeue();
            }
        }
    }
}

/// <summary>Only the lock that is given back is held.</summary>
public sealed class UNR4016WaitUnderSecondLockRepaired
{
    private readonly object _queue = new();
    private readonly Queue<int> _items = new();

    public int Take()
    {
        lock (_queue)
        {
            while (_items.Count == 0)
            {
                Monitor.Wait(_queue);
            }

            return _items.Dequeue();
        }
    }
}
