namespace Unravel.Samples.Textbook;

/// <summary>A reader that finds nothing becomes a writer without giving back its read lock, and writes go unlocked.</summary>
public sealed class ReadMostlyCache
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<int, string> _names = new();

    public string Get(int id)
    {
        _lock.EnterReadLock();
        try
        {
            if (_names.TryGetValue(id, out var name))
            {
                return name;
            }

            _lock.EnterWriteLock(); // UNR4003
            try
            {
                return _names[id] = "name " + id;
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Forget(int id)
    {
        _lock.EnterWriteLock();
        try
        {
            _names.Remove(id);
        }
        finally
        {
            _lock.ExitReadLock(); // UNR4005
        }
    }
}

/// <summary>Who may have to write enters upgradeable, and each mode is left as it was entered.</summary>
public sealed class ReadMostlyCacheRepaired
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<int, string> _names = new();

    public string Get(int id)
    {
        _lock.EnterUpgradeableReadLock();
        try
        {
            if (_names.TryGetValue(id, out var name))
            {
                return name;
            }

            _lock.EnterWriteLock();
            try
            {
                return _names[id] = "name " + id;
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
        finally
        {
            _lock.ExitUpgradeableReadLock();
        }
    }

    public void Forget(int id)
    {
        _lock.EnterWriteLock();
        try
        {
            _names.Remove(id);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
