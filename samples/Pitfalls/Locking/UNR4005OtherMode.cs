namespace Unravel.Samples.Pitfalls.Locking;

/// <summary>A read is taken and a write is given back: that throws, and the read stays taken.</summary>
public sealed class UNR4005OtherMode
{
    private readonly ReaderWriterLockSlim _prices = new();
    private readonly Dictionary<string, decimal> _byName = [];

    public decimal? Find(string name)
    {
        _prices.EnterReadLock();
        try
        {
            return _byName.TryGetValue(name, out var price) ? price : null;
        }
        finally
        {
            _prices.ExitWriteLock(); // UNR4005
        }
    }
}

/// <summary>The release belongs to the taking.</summary>
public sealed class UNR4005OtherModeRepaired
{
    private readonly ReaderWriterLockSlim _prices = new();
    private readonly Dictionary<string, decimal> _byName = [];

    public decimal? Find(string name)
    {
        _prices.EnterReadLock();
        try
        {
            return _byName.TryGetValue(name, out var price) ? price : null;
        }
        finally
        {
            _prices.ExitReadLock();
        }
    }
}
