namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: readers, an upgrading reader and writers share a reader-writer lock and two Lazy values; somebody waits at
/// any moment, and nobody for long.
/// </summary>
internal sealed class BusyReaders(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var library = new Library();
        for (var i = 1; i <= 4; i++)
        {
            Run($"reader-{i}", library.Read);
        }

        Run("librarian", library.Sort);
        Run("supplier-1", library.Add);
        Run("supplier-2", library.Add);
    }

    protected override string? MissingFault() => MissingProgress();
}

internal sealed class Library
{
    private readonly ReaderWriterLockSlim _shelves = new();
    private readonly Lazy<int> _capacity = new(() => 1000);
    private int _books = 100;
    private long _read;

    public void Read()
    {
        _shelves.EnterReadLock();
        try
        {
            Thread.SpinWait(5000);
            Interlocked.Add(ref _read, _books % _capacity.Value);
        }
        finally
        {
            _shelves.ExitReadLock();
        }
    }

    public void Sort()
    {
        _shelves.EnterUpgradeableReadLock();
        try
        {
            Thread.SpinWait(2000);
            if (_books > 0)
            {
                _shelves.EnterWriteLock();
                try
                {
                    _books--;
                }
                finally
                {
                    _shelves.ExitWriteLock();
                }
            }
        }
        finally
        {
            _shelves.ExitUpgradeableReadLock();
        }
    }

    public void Add()
    {
        _shelves.EnterWriteLock();
        try
        {
            _books++;
            Thread.SpinWait(2000);
        }
        finally
        {
            _shelves.ExitWriteLock();
        }
    }
}
