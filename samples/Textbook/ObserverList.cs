namespace Unravel.Samples.Textbook;

/// <summary>The observers are called while the lock is held, and the list itself is handed out.</summary>
public sealed class ObserverList
{
    private readonly object _gate = new();
    private readonly List<Action<int>> _observers = [];

    public List<Action<int>> All
    {
        get
        {
            lock (_gate)
            {
                return _observers; // UNR5005
            }
        }
    }

    public void Add(Action<int> observer)
    {
        lock (_gate)
        {
            _observers.Add(observer);
        }
    }

    public void Remove(Action<int> observer)
    {
        lock (_gate)
        {
            _observers.Remove(observer);
        }
    }

    public void Publish(int value)
    {
        lock (_gate)
        {
            foreach (var observer in _observers)
            {
                observer(value); // UNR4020
            }
        }
    }
}

/// <summary>A copy is made under the lock, and the calls come after it.</summary>
public sealed class ObserverListRepaired
{
    private readonly object _gate = new();
    private readonly List<Action<int>> _observers = [];

    public IReadOnlyList<Action<int>> All
    {
        get
        {
            lock (_gate)
            {
                return _observers.ToArray();
            }
        }
    }

    public void Add(Action<int> observer)
    {
        lock (_gate)
        {
            _observers.Add(observer);
        }
    }

    public void Remove(Action<int> observer)
    {
        lock (_gate)
        {
            _observers.Remove(observer);
        }
    }

    public void Publish(int value)
    {
        Action<int>[] observers;
        lock (_gate)
        {
            observers = _observers.ToArray();
        }

        foreach (var observer in observers)
        {
            observer(value);
        }
    }
}
