namespace Unravel.Samples.Textbook;

/// <summary>A map and a list that belong together; one look-up forgot that reading moves an entry to the front.</summary>
public sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly object _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _map = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    public void Put(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_map.Remove(key, out var old))
            {
                _order.Remove(old);
            }

            if (_map.Count == capacity)
            {
                _map.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }

            _map[key] = _order.AddFirst((key, value));
        }
    }

    public bool TryGet(TKey key, out TValue? value)
    {
        if (_map.TryGetValue(key, out var node)) // UNR5003
        {
            _order.Remove(node); // UNR5003
            _order.AddFirst(node); // UNR5003
            value = node.Value.Value;
            return true;
        }

        value = default;
        return false;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _map.Clear();
            _order.Clear();
        }
    }
}

/// <summary>Every look holds the lock.</summary>
public sealed class LruCacheRepaired<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly object _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _map = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    public void Put(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_map.Remove(key, out var old))
            {
                _order.Remove(old);
            }

            if (_map.Count == capacity)
            {
                RemoveOldest();
            }

            _map[key] = _order.AddFirst((key, value));
        }
    }

    public bool TryGet(TKey key, out TValue? value)
    {
        lock (_gate)
        {
            if (_map.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
                value = node.Value.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _map.Clear();
            _order.Clear();
        }
    }

    private void RemoveOldest()
    {
        _map.Remove(_order.Last!.Value.Key);
        _order.RemoveLast();
    }
}
