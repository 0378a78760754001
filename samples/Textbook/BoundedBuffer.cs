namespace Unravel.Samples.Textbook;

/// <summary>One condition object for "not full" and "not empty", an <c>if</c> before the wait, and a pulse of one.</summary>
public sealed class BoundedBuffer<T>(int capacity)
{
    private readonly object _gate = new();
    private readonly Queue<T> _items = new();

    public void Put(T item)
    {
        lock (_gate)
        {
            if (_items.Count == capacity)
            {
                Monitor.Wait(_gate); // UNR4015
            }

            _items.Enqueue(item);
            Monitor.Pulse(_gate); // UNR4017
        }
    }

    public T Take()
    {
        lock (_gate)
        {
            if (_items.Count == 0)
            {
                Monitor.Wait(_gate); // UNR4015
            }

            var item = _items.Dequeue();
            Monitor.Pulse(_gate); // UNR4017
            return item;
        }
    }
}

/// <summary>Who wakes looks again, and everybody is woken, since producers and consumers wait for different things.</summary>
public sealed class BoundedBufferRepaired<T>(int capacity)
{
    private readonly object _gate = new();
    private readonly Queue<T> _items = new();

    public void Put(T item)
    {
        lock (_gate)
        {
            while (_items.Count == capacity)
            {
                Monitor.Wait(_gate);
            }

            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }

    public T Take()
    {
        lock (_gate)
        {
            while (_items.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            var item = _items.Dequeue();
            Monitor.PulseAll(_gate);
            return item;
        }
    }
}
